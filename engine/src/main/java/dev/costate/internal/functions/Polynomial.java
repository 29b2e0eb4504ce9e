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
}
