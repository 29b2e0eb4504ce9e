package dev.costate.internal.interpret;

import dev.costate.graph.BinaryFunction;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.math.SpecialFunctions;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// The elementwise functions of real numbers, in double precision.
///
/// A `float` result is the `double` one rounded once more: exact for the arithmetic and the square root
/// (Figueroa, "When is double rounding innocuous?", 1995), within 0.5000001 units in the last place for the
/// others.
final class ScalarReals {
    private ScalarReals() {}

    /// The function of one real number, for those that give a real number.
    static DoubleUnaryOperator of(UnaryFunction function) {
        return switch (function) {
            case NEG -> x -> -x;
            case ABS -> Math::abs;
            case SIGN -> Math::signum;
            case EXP -> Math::exp;
            case EXPM1 -> Math::expm1;
            case LOG -> Math::log;
            case LOG1P -> Math::log1p;
            case SQRT -> Math::sqrt;
            case RSQRT -> x -> 1 / Math.sqrt(x);
            case CBRT -> Math::cbrt;
            case SIN -> Math::sin;
            case COS -> Math::cos;
            case TAN -> Math::tan;
            case ASIN -> Math::asin;
            case ACOS -> Math::acos;
            case ATAN -> Math::atan;
            case SINH -> Math::sinh;
            case COSH -> Math::cosh;
            case TANH -> Math::tanh;
            case ASINH -> SpecialFunctions::asinh;
            case ACOSH -> SpecialFunctions::acosh;
            case ATANH -> SpecialFunctions::atanh;
            case SIGMOID -> SpecialFunctions::sigmoid;
            case ERF -> SpecialFunctions::erf;
            case ERFC -> SpecialFunctions::erfc;
            case ERFCX -> SpecialFunctions::erfcx;
            case LGAMMA -> SpecialFunctions::lgamma;
            case DIGAMMA -> SpecialFunctions::digamma;
            case TRIGAMMA -> SpecialFunctions::trigamma;
            case ERF_INV -> SpecialFunctions::erfInv;
            case FLOOR -> Math::floor;
            case CEIL -> Math::ceil;
            case ROUND -> Math::rint;
            case TRUNC -> x -> x < 0 ? Math.ceil(x) : Math.floor(x);
            case NOT, IS_FINITE, IS_NAN -> throw new AssertionError(function + " gives no real number");
        };
    }

    /// The function of two real numbers.
    static DoubleBinaryOperator of(BinaryFunction function) {
        return switch (function) {
            case ADD -> Double::sum;
            case SUB -> (a, b) -> a - b;
            case MUL -> (a, b) -> a * b;
            case DIV -> (a, b) -> a / b;
            case REM -> (a, b) -> a % b;
            case POW -> SpecialFunctions::pow;
            case ATAN2 -> Math::atan2;
            case MAX -> Math::max;
            case MIN -> Math::min;
            case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL ->
                throw new AssertionError(function + " takes no real numbers");
        };
    }
}
