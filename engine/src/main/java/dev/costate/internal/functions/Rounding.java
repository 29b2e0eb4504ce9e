package dev.costate.internal.functions;

import dev.costate.graph.Comparison;

/// The functions that find an integer, or a sign. All are exact; they keep the sign of zero, and a NaN.
final class Rounding {
    private Rounding() {}

    /// -1, 0 or 1.
    static <V, M> V sign(Arithmetic<V, M> a, V x) {
        V one = Signs.copy(a, a.constant(1), x);
        return a.select(a.compare(Comparison.GT, a.abs(x), a.constant(0)), one, x);
    }

    /// The nearest integer, ties to even.
    static <V, M> V round(Arithmetic<V, M> a, V x) {
        return whereFractional(a, x, nearest(a, a.abs(x)));
    }

    /// The integer next to x toward zero.
    static <V, M> V trunc(Arithmetic<V, M> a, V x) {
        V size = a.abs(x);
        V nearest = nearest(a, size);
        V below = a.sub(nearest, a.constant(1));
        return whereFractional(a, x, a.select(a.compare(Comparison.GT, nearest, size), below, nearest));
    }

    /// The largest integer not above x.
    static <V, M> V floor(Arithmetic<V, M> a, V x) {
        V nearest = round(a, x);
        V below = a.sub(nearest, a.constant(1));
        return a.select(a.compare(Comparison.GT, nearest, x), below, nearest);
    }

    /// The smallest integer not below x.
    static <V, M> V ceil(Arithmetic<V, M> a, V x) {
        return a.neg(floor(a, a.neg(x)));
    }

    /// The integer nearest to a number from 0 to 2^(precision - 1).
    private static <V, M> V nearest(Arithmetic<V, M> a, V size) {
        V integers = a.constant(Format.of(a.dtype()).integers());
        return a.sub(a.add(size, integers), integers);
    }

    /// `size` with the sign of x; but x itself where it is an integer by its size, infinite or NaN.
    private static <V, M> V whereFractional(Arithmetic<V, M> a, V x, V size) {
        V integers = a.constant(Format.of(a.dtype()).integers());
        return a.select(a.compare(Comparison.LT, a.abs(x), integers), Signs.copy(a, size, x), x);
    }
}
