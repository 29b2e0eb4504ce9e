package dev.costate.internal.interpret;

import dev.costate.DType;
import dev.costate.graph.Array;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Op;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;

/// What a user most likely should do about an operation that left the finite numbers.
final class NonFiniteCure {
    private NonFiniteCure() {}

    /// The advice for `op`, which made an element of `y` non-finite.
    static String of(Op op, Array y) {
        if (op instanceof Unary unary) {
            return of(unary.function(), y);
        }
        if (op instanceof Binary binary) {
            return of(binary.function(), y);
        }
        if (op instanceof Reduce reduce && reduce.reduction() == Reduction.MAX) {
            return "the maximum of no elements is -Infinity; check the shape";
        }
        if (op instanceof Reduce reduce && reduce.reduction() == Reduction.MIN) {
            return "the minimum of no elements is Infinity; check the shape";
        }
        return overflow(y);
    }

    private static String of(UnaryFunction function, Array y) {
        String f = function.code();
        return switch (function) {
            case LOG, RSQRT -> "guard it, for example with " + f + "(max(x, tiny)) or select";
            case LOG1P -> "guard it, for example with log1p(max(x, -1 + tiny)) or select";
            case SQRT -> "guard it, for example with sqrt(max(x, 0)) or select";
            case ASIN, ACOS -> "keep x between -1 and 1, for example with max and min";
            case ATANH, ERF_INV -> "keep x between -1 and 1, both excluded, for example with max and min";
            case ACOSH -> "keep x at 1 or above, for example with max(x, 1)";
            case ERFCX -> "keep x above -26.6, or take erfc(x)";
            case LGAMMA, DIGAMMA, TRIGAMMA -> "keep x above 0, or away from 0, -1, -2, ...";
            case EXP, EXPM1, SINH, COSH ->
                "bound it, for example with " + f + "(min(x, bound)), or subtract the largest x";
            case NEG, ABS, SIGN, CBRT, SIN, COS, TAN, ATAN, TANH, ASINH, SIGMOID, ERF, ERFC -> overflow(y);
            case FLOOR, CEIL, ROUND, TRUNC, NOT, IS_FINITE, IS_NAN -> overflow(y);
        };
    }

    private static String of(BinaryFunction function, Array y) {
        return switch (function) {
            case DIV, REM -> "guard the divisor, for example with select(b == 0, 1, b)";
            case POW -> "guard the base, for example with max(a, tiny), or bound the exponent";
            case ADD, SUB, MUL, ATAN2, MAX, MIN -> overflow(y);
            case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> overflow(y);
        };
    }

    private static String overflow(Array y) {
        String limit = "the result is beyond the largest " + y.type().dtype();
        return y.type().dtype() == DType.FLOAT32
                ? limit + "; scale the operands, or compute in f64"
                : limit + "; scale the operands";
    }
}
