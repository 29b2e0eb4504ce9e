package dev.costate.internal.functions;

import dev.costate.DType;
import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;

/// The elementary functions, composed of [Arithmetic].
///
/// Scalar code and vector code that use them give the same bits, which the JVM's own `exp` and the like do not
/// promise. There are no tables, no branches but [Arithmetic#exceptionally], and `FLOAT32` is not computed in
/// `FLOAT64`.
public final class Functions {
    private Functions() {}

    /// Whether the function of that type of number is composed here.
    ///
    /// @param function the function
    /// @param dtype the type of its argument
    public static boolean isExpanded(UnaryFunction function, DType dtype) {
        if (!dtype.isFloating()) {
            return false;
        }
        return switch (function) {
            case NEG, ABS, SQRT, RSQRT, SIGN, FLOOR, CEIL, ROUND, TRUNC, IS_FINITE, IS_NAN -> true;
            case EXP, EXPM1, LOG, LOG1P, SIN, COS, SINH, COSH, TANH, SIGMOID -> true;
            case CBRT, TAN, ASIN, ACOS, ATAN, ASINH, ACOSH, ATANH, ERF, ERFC, ERF_INV, NOT -> false;
            case ERFCX, LGAMMA, DIGAMMA, TRIGAMMA -> false;
        };
    }

    /// Whether the function has one right result, which every implementation gives.
    ///
    /// @param function the function
    public static boolean isExact(UnaryFunction function) {
        return switch (function) {
            case NEG, ABS, SQRT, SIGN, FLOOR, CEIL, ROUND, TRUNC, NOT, IS_FINITE, IS_NAN -> true;
            case EXP, EXPM1, LOG, LOG1P, RSQRT, CBRT, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH -> false;
            case ASINH, ACOSH, ATANH, SIGMOID, ERF, ERFC, ERF_INV, ERFCX, LGAMMA, DIGAMMA, TRIGAMMA -> false;
        };
    }

    /// Whether code that composes the function here may differ from other implementations in the last bits, so that
    /// all code should.
    ///
    /// @param function the function
    /// @param dtype the type of its argument
    public static boolean hasOwnBits(UnaryFunction function, DType dtype) {
        return isExpanded(function, dtype) && !isExact(function);
    }

    /// The function of x, for those of [#isExpanded] that give a number.
    ///
    /// @param function not a predicate
    /// @param x a value
    /// @param a what to compute with
    public static <V, M> V apply(UnaryFunction function, V x, Arithmetic<V, M> a) {
        return switch (function) {
            case NEG -> a.neg(x);
            case ABS -> a.abs(x);
            case SQRT -> a.sqrt(x);
            case RSQRT -> a.div(a.constant(1), a.sqrt(x));
            case SIGN -> Rounding.sign(a, x);
            case FLOOR -> Rounding.floor(a, x);
            case CEIL -> Rounding.ceil(a, x);
            case ROUND -> Rounding.round(a, x);
            case TRUNC -> Rounding.trunc(a, x);
            case EXP -> Exponentials.exp(a, x);
            case EXPM1 -> Exponentials.expm1(a, x);
            case LOG -> Logarithms.log(a, x);
            case LOG1P -> Logarithms.log1p(a, x);
            case SIN -> Circular.sin(a, x);
            case COS -> Circular.cos(a, x);
            case SINH -> Exponentials.sinh(a, x);
            case COSH -> Exponentials.cosh(a, x);
            case TANH -> Exponentials.tanh(a, x);
            case SIGMOID -> Exponentials.sigmoid(a, x);
            case CBRT, TAN, ASIN, ACOS, ATAN, ASINH, ACOSH, ATANH, ERF, ERFC, ERF_INV -> throw unexpanded(function);
            case ERFCX, LGAMMA, DIGAMMA, TRIGAMMA -> throw unexpanded(function);
            case NOT, IS_FINITE, IS_NAN -> throw unexpanded(function);
        };
    }

    /// What [Arithmetic#exceptionally] asks for.
    ///
    /// @param function `SIN` or `COS`
    /// @param x a number, infinite or NaN too
    public static double strict(UnaryFunction function, double x) {
        if (function == UnaryFunction.SIN) {
            return StrictMath.sin(x);
        }
        if (function == UnaryFunction.COS) {
            return StrictMath.cos(x);
        }
        throw new IllegalArgumentException(function.code() + " has no exceptions");
    }

    /// Whether x is what the predicate says.
    ///
    /// @param predicate `IS_FINITE` or `IS_NAN`
    /// @param x a value
    /// @param a what to compute with
    public static <V, M> M test(UnaryFunction predicate, V x, Arithmetic<V, M> a) {
        if (predicate == UnaryFunction.IS_NAN) {
            return a.compare(Comparison.NE, x, x);
        }
        if (predicate == UnaryFunction.IS_FINITE) {
            return a.compare(Comparison.LT, a.abs(x), a.constant(Double.POSITIVE_INFINITY));
        }
        throw new IllegalArgumentException(predicate.code() + " is no predicate");
    }

    private static IllegalArgumentException unexpanded(UnaryFunction function) {
        return new IllegalArgumentException(function.code() + " is not composed of basic arithmetic");
    }
}
