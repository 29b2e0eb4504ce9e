package dev.costate.internal.functions;

import dev.costate.DType;
import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;

/// Computes at once: values are of `Double`, bits of `Long`, so that the one taken for the other fails.
final class DoubleArithmetic implements Arithmetic<Number, Boolean> {
    @Override
    public DType dtype() {
        return DType.FLOAT64;
    }

    private static double value(Number x) {
        return (Double) x;
    }

    private static long whole(Number x) {
        return (Long) x;
    }

    @Override
    public Number constant(double value) {
        return value;
    }

    @Override
    public Number add(Number x, Number y) {
        return value(x) + value(y);
    }

    @Override
    public Number sub(Number x, Number y) {
        return value(x) - value(y);
    }

    @Override
    public Number mul(Number x, Number y) {
        return value(x) * value(y);
    }

    @Override
    public Number div(Number x, Number y) {
        return value(x) / value(y);
    }

    @Override
    public Number fma(Number x, Number y, Number z) {
        return Math.fma(value(x), value(y), value(z));
    }

    @Override
    public Number neg(Number x) {
        return -value(x);
    }

    @Override
    public Number abs(Number x) {
        return Math.abs(value(x));
    }

    @Override
    public Number sqrt(Number x) {
        return Math.sqrt(value(x));
    }

    @Override
    public Boolean compare(Comparison comparison, Number x, Number y) {
        return switch (comparison) {
            case EQ -> value(x) == value(y);
            case NE -> value(x) != value(y);
            case LT -> value(x) < value(y);
            case LE -> value(x) <= value(y);
            case GT -> value(x) > value(y);
            case GE -> value(x) >= value(y);
        };
    }

    @Override
    public Number select(Boolean condition, Number yes, Number no) {
        return condition ? value(yes) : value(no);
    }

    @Override
    public Number exceptionally(Boolean condition, UnaryFunction function, Number x, Number usual) {
        return condition ? Functions.strict(function, value(x)) : value(usual);
    }

    @Override
    public Number bits(long pattern) {
        return pattern;
    }

    @Override
    public Number asBits(Number value) {
        return Double.doubleToRawLongBits(value(value));
    }

    @Override
    public Number asValue(Number bits) {
        return Double.longBitsToDouble(whole(bits));
    }

    @Override
    public Number addBits(Number x, Number y) {
        return whole(x) + whole(y);
    }

    @Override
    public Number subBits(Number x, Number y) {
        return whole(x) - whole(y);
    }

    @Override
    public Number and(Number x, Number y) {
        return whole(x) & whole(y);
    }

    @Override
    public Number or(Number x, Number y) {
        return whole(x) | whole(y);
    }

    @Override
    public Number xor(Number x, Number y) {
        return whole(x) ^ whole(y);
    }

    @Override
    public Number shiftLeft(Number x, int by) {
        return whole(x) << by;
    }

    @Override
    public Number shiftRight(Number x, int by) {
        return whole(x) >> by;
    }
}
