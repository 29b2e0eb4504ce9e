package dev.costate.internal.optimise;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Convert;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Select;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import org.jspecify.annotations.Nullable;

/// The elementwise identities that hold for every bit pattern, NaN, infinities and signed zeros included; so
/// `x + 0` stays, which makes `0` of `-0`.
final class ExactAlgebra {
    private static final int NONE = Simplification.NONE;

    private final Simplification rules;
    private final Draft draft;
    private final KnownValues known;

    ExactAlgebra(Simplification rules, Draft draft, KnownValues known) {
        this.rules = rules;
        this.draft = draft;
        this.known = known;
    }

    /// The number of a simpler form of `op` on these operands, or [Simplification#NONE].
    int simplify(Op op, Origin origin, int[] x) {
        return switch (op) {
            case Unary(var function) -> unary(function, origin, x[0]);
            case Binary(var function) -> binary(function, origin, x[0], x[1]);
            case Convert(var dtype) -> convert(dtype, origin, x[0]);
            case Select _ -> select(origin, x[0], x[1], x[2]);
            default -> Simplification.isIdentity(op) ? x[0] : NONE;
        };
    }

    private int unary(UnaryFunction function, Origin origin, int x) {
        return switch (function) {
            // -(-x) = x, not not p = p
            case NEG, NOT -> is(x, function) ? draft.operand(x, 0) : NONE;
            // ||x|| = |x|, |-x| = |x|
            case ABS ->
                is(x, UnaryFunction.ABS)
                        ? x
                        : is(x, UnaryFunction.NEG)
                                ? rules.emit(new Unary(function), origin, draft.operand(x, 0))
                                : NONE;
            // what is an integer already
            case FLOOR, CEIL, ROUND, TRUNC ->
                is(x, UnaryFunction.FLOOR)
                                || is(x, UnaryFunction.CEIL)
                                || is(x, UnaryFunction.ROUND)
                                || is(x, UnaryFunction.TRUNC)
                        ? x
                        : NONE;
            default -> NONE;
        };
    }

    private int binary(BinaryFunction function, Origin origin, int a, int b) {
        return switch (function) {
            case ADD -> add(origin, a, b);
            case SUB -> subtract(origin, a, b);
            case MUL -> multiply(origin, a, b);
            case DIV -> divide(origin, a, b);
            case MAX, MIN -> a == b ? a : NONE;
            case AND, OR -> a == b ? a : logic(function, a, b);
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> isInteger(b, 0) ? a : NONE;
            case POW -> isOne(b) ? a : NONE;
            case REM, ATAN2, XOR -> NONE;
        };
    }

    private int add(Origin origin, int a, int b) {
        // x + (-0.0) = x; of integers x + 0 = x
        if (isNegativeZero(b) || isInteger(b, 0)) {
            return a;
        }
        if (isNegativeZero(a) || isInteger(a, 0)) {
            return b;
        }
        // x + (-y) = x - y
        if (is(b, UnaryFunction.NEG)) {
            return emit(BinaryFunction.SUB, origin, a, draft.operand(b, 0));
        }
        return is(a, UnaryFunction.NEG) ? emit(BinaryFunction.SUB, origin, b, draft.operand(a, 0)) : NONE;
    }

    private int subtract(Origin origin, int a, int b) {
        // x - 0.0 = x
        if (isPositiveZero(b) || isInteger(b, 0)) {
            return a;
        }
        // x - (-y) = x + y
        return is(b, UnaryFunction.NEG) ? emit(BinaryFunction.ADD, origin, a, draft.operand(b, 0)) : NONE;
    }

    private int multiply(Origin origin, int a, int b) {
        if (isOne(b)) {
            return a;
        }
        if (isOne(a)) {
            return b;
        }
        // of integers x 0 = 0
        if (isInteger(b, 0)) {
            return b;
        }
        if (isInteger(a, 0)) {
            return a;
        }
        // x (-1) = -x
        if (is(b, -1)) {
            return rules.emit(new Unary(UnaryFunction.NEG), origin, a);
        }
        if (is(a, -1)) {
            return rules.emit(new Unary(UnaryFunction.NEG), origin, b);
        }
        // (-x) (-y) = x y
        return is(a, UnaryFunction.NEG) && is(b, UnaryFunction.NEG)
                ? emit(BinaryFunction.MUL, origin, draft.operand(a, 0), draft.operand(b, 0))
                : NONE;
    }

    private int divide(Origin origin, int a, int b) {
        if (isOne(b)) {
            return a;
        }
        Array divisor = known.scalar(b);
        if (divisor == null || !divisor.type().dtype().isFloating()) {
            return NONE;
        }
        // x / 2^k = x 2^-k: both are the same real number, rounded once
        double c = divisor.getDouble(0);
        Array reciprocal = Array.scalar(divisor.type().dtype(), 1 / c);
        boolean exact = Math.abs(c) == Math.scalb(1.0, Math.getExponent(c))
                && reciprocal.getDouble(0) == 1 / c
                && Double.isFinite(1 / c);
        return exact ? emit(BinaryFunction.MUL, origin, a, draft.fill(reciprocal, draft.type(b), origin)) : NONE;
    }

    private int logic(BinaryFunction function, int a, int b) {
        int decided = truth(a) != null ? a : b;
        Boolean truth = truth(decided);
        if (truth == null) {
            return NONE;
        }
        // p and true = p, p and false = false; p or true = true, p or false = p
        boolean neutral = (function == BinaryFunction.AND) == truth;
        return neutral ? (decided == a ? b : a) : decided;
    }

    private int select(Origin origin, int p, int a, int b) {
        if (a == b) {
            return a;
        }
        Boolean truth = truth(p);
        if (truth != null) {
            return truth ? a : b;
        }
        return is(p, UnaryFunction.NOT) ? rules.emit(new Select(), origin, draft.operand(p, 0), b, a) : NONE;
    }

    private int convert(DType to, Origin origin, int x) {
        DType dtype = draft.type(x).dtype();
        if (dtype == to) {
            return x;
        }
        if (draft.op(x) instanceof Convert) {
            int y = draft.operand(x, 0);
            // What the first conversion kept whole, the second one sees as it was.
            if (isLossless(draft.type(y).dtype(), dtype)) {
                return rules.emit(new Convert(to), origin, y);
            }
        }
        return NONE;
    }

    private static boolean isLossless(DType from, DType to) {
        return switch (from) {
            case BOOL -> true;
            case INT32 -> to == DType.INT64 || to == DType.FLOAT64;
            case FLOAT32 -> to == DType.FLOAT64;
            case INT64, FLOAT64 -> false;
        };
    }

    private int emit(BinaryFunction function, Origin origin, int a, int b) {
        return rules.emit(new Binary(function), origin, a, b);
    }

    private boolean is(int value, UnaryFunction function) {
        return draft.op(value) instanceof Unary(var f) && f == function;
    }

    private boolean is(int value, double number) {
        Array scalar = known.scalar(value);
        return scalar != null && scalar.type().dtype() != DType.BOOL && scalar.getDouble(0) == number;
    }

    private boolean isOne(int value) {
        return is(value, 1);
    }

    private boolean isInteger(int value, long number) {
        Array scalar = known.scalar(value);
        return scalar != null && scalar.type().dtype().isInteger() && scalar.getLong(0) == number;
    }

    private boolean isPositiveZero(int value) {
        return isZero(value, 0.0);
    }

    private boolean isNegativeZero(int value) {
        return isZero(value, -0.0);
    }

    private boolean isZero(int value, double zero) {
        Array scalar = known.scalar(value);
        return scalar != null
                && scalar.type().dtype().isFloating()
                && Double.doubleToLongBits(scalar.getDouble(0)) == Double.doubleToLongBits(zero);
    }

    /// Whether each element of a boolean value is known to hold, or known not to; else null.
    private @Nullable Boolean truth(int value) {
        Type type = draft.type(value);
        Array scalar = type.dtype() == DType.BOOL ? known.scalar(value) : null;
        return scalar == null ? null : Boolean.valueOf(scalar.getBoolean(0));
    }
}
