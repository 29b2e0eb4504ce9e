package dev.costate.internal.functions;

/// Evaluates a polynomial with known coefficients.
final class Polynomial {
    private Polynomial() {}

    /// `c[0] + c[1] x + c[2] x^2 + ...`, by Horner's rule.
    static <V, M> V at(Arithmetic<V, M> a, double[] c, V x) {
        V sum = a.constant(c[c.length - 1]);
        for (int i = c.length - 2; i >= 0; i--) {
            sum = a.fma(sum, x, a.constant(c[i]));
        }
        return sum;
    }

    /// The same, in steps that do not wait for each other: fours of terms, put together by Horner's rule in `x^4`
    /// (G. Estrin, Organization of computer systems, 1960). A processor that looks only so many operations ahead
    /// then has more of them to do.
    ///
    /// @param square `x^2`
    static <V, M> V at(Arithmetic<V, M> a, double[] c, V x, V square) {
        V fourth = a.mul(square, square);
        int last = (c.length - 1) / 4 * 4;
        V sum = four(a, c, last, x, square);
        for (int i = last - 4; i >= 0; i -= 4) {
            sum = a.fma(sum, fourth, four(a, c, i, x, square));
        }
        return sum;
    }

    /// `c[i] + c[i+1] x + (c[i+2] + c[i+3] x) x^2`, or what there is of it.
    private static <V, M> V four(Arithmetic<V, M> a, double[] c, int i, V x, V square) {
        V low = two(a, c, i, x);
        return i + 2 < c.length ? a.fma(two(a, c, i + 2, x), square, low) : low;
    }

    private static <V, M> V two(Arithmetic<V, M> a, double[] c, int i, V x) {
        V low = a.constant(c[i]);
        return i + 1 < c.length ? a.fma(a.constant(c[i + 1]), x, low) : low;
    }
}
