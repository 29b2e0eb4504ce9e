package dev.costate.internal.linalg;

/// The rotation with `c f + s g = r` and `c g - s f = 0`.
///
/// Source: Golub and Van Loan, Matrix Computations, section 5.1.8.
///
/// @param c the cosine
/// @param s the sine
/// @param r `sqrt(f^2 + g^2)` with the sign of `f`, or of `g` if `f` is 0
record Givens(double c, double s, double r) {
    private static final double SMALL = 0x1p-900;

    /// The rotation for `f` and `g` of at most about `1e150`.
    static Givens of(double f, double g) {
        if (g == 0) {
            return new Givens(1, 0, f);
        }
        if (f == 0) {
            return new Givens(0, 1, g);
        }
        double squares = f * f + g * g;
        double r = Math.copySign(squares > SMALL ? Math.sqrt(squares) : Math.hypot(f, g), f);
        return new Givens(f / r, g / r, r);
    }
}
