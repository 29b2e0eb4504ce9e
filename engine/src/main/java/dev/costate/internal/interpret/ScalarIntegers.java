package dev.costate.internal.interpret;

import dev.costate.graph.BinaryFunction;
import dev.costate.graph.UnaryFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// The elementwise functions of two's complement integers, in 64 bits.
///
/// The low 32 bits of every result are those of the same function in 32 bits (of operands that were
/// sign-extended), except for the shifts, which are told the width.
final class ScalarIntegers {
    private ScalarIntegers() {}

    /// The function of one integer.
    static LongUnaryOperator of(UnaryFunction function) {
        return switch (function) {
            case NEG -> x -> -x;
            case ABS -> Math::abs;
            case SIGN -> Long::signum;
            case NOT -> x -> ~x;
            case EXP,
                    EXPM1,
                    LOG,
                    LOG1P,
                    SQRT,
                    RSQRT,
                    CBRT,
                    SIN,
                    COS,
                    TAN,
                    ASIN,
                    ACOS,
                    ATAN,
                    SINH,
                    COSH,
                    TANH,
                    ASINH,
                    ACOSH,
                    ATANH,
                    SIGMOID,
                    ERF,
                    ERFC,
                    ERF_INV,
                    ERFCX,
                    LGAMMA,
                    DIGAMMA,
                    TRIGAMMA,
                    FLOOR,
                    CEIL,
                    ROUND,
                    TRUNC,
                    IS_FINITE,
                    IS_NAN -> throw new AssertionError(function + " takes no integers");
        };
    }

    /// The function of two integers of `bits` bits.
    static LongBinaryOperator of(BinaryFunction function, int bits) {
        return switch (function) {
            case ADD -> Long::sum;
            case SUB -> (a, b) -> a - b;
            case MUL -> (a, b) -> a * b;
            case DIV -> (a, b) -> b == 0 ? 0 : a / b;
            case REM -> (a, b) -> b == 0 ? 0 : a % b;
            case POW -> ScalarIntegers::pow;
            case MAX -> Math::max;
            case MIN -> Math::min;
            case AND -> (a, b) -> a & b;
            case OR -> (a, b) -> a | b;
            case XOR -> (a, b) -> a ^ b;
            case SHIFT_LEFT -> (a, b) -> b < 0 || b >= bits ? 0 : a << b;
            case SHIFT_RIGHT -> (a, b) -> b < 0 || b >= bits ? a >> 63 : a >> b;
            case SHIFT_RIGHT_LOGICAL -> {
                long mask = -1L >>> (64 - bits);
                yield (a, b) -> b < 0 || b >= bits ? 0 : (a & mask) >>> b;
            }
            case ATAN2 -> throw new AssertionError(function + " takes no integers");
        };
    }

    /// By squaring, wrapping; a negative power is the truncated reciprocal.
    private static long pow(long base, long exponent) {
        if (exponent < 0) {
            return base == 1 ? 1 : base == -1 ? ((exponent & 1) == 0 ? 1 : -1) : 0;
        }
        long result = 1;
        long square = base;
        for (long e = exponent; e != 0; e >>= 1) {
            if ((e & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
