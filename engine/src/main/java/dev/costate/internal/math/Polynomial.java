package dev.costate.internal.math;

/// Evaluates a polynomial with double coefficients.
final class Polynomial {
    private Polynomial() {}

    /// Returns `c[0] + c[1] x + c[2] x^2 + ...`, for three coefficients or more.
    ///
    /// Horner's rule on the even and on the odd powers of the slope `c[1] + c[2] x + ...`: two chains of
    /// dependent operations, each half as long, in the place of one. The constant term comes last, so that
    /// where it dominates the value is rounded once. `Math.fma` is avoided on purpose: without hardware for
    /// it, it is far too slow.
    static double at(double[] c, double x) {
        double xx = x * x;
        int top = c.length - 1;
        double a = c[top];
        double b = c[top - 1];
        int i = top - 2;
        for (; i > 1; i -= 2) {
            a = a * xx + c[i];
            b = b * xx + c[i - 1];
        }
        // `a` holds the powers of the parity of `top`, `b` the others.
        double slope = (i == 1) ? (a * xx + c[1]) + b * x : a * x + b;
        return c[0] + x * slope;
    }
}
