package dev.costate.graph;

/// The solutions of tridiagonal equations by factors that are at hand: `a x = b` or `a* x = b`, with the
/// transpose, conjugate if the numbers are complex.
///
/// Operands are `a`'s `lower, diagonal, upper: T[B.., n]`, the results of [TridiagonalFactors] on them, and
/// `b: T[B.., n, k]`; complex numbers are two operands each, and so is `x`. Its value is computed of the
/// factors; the derivative is the implicit function's, with regard to `a` and `b`, so that a matrix is
/// factored once for all orders of derivatives, and once for all steps of a loop that does not change it.
///
/// @param complex whether the numbers are complex
/// @param adjoint whether `a*` stands in `a`'s place
public record TridiagonalSolve(boolean complex, boolean adjoint) implements MatrixOp {
    private static final Signature REAL = Signature.of("(n),(n),(n),(n),(n),(n),(n),i(n),(n,k)->(n,k)");

    private static final Signature COMPLEX = Signature.of(
            "(n),(n),(n),(n),(n),(n),(n),(n),(n),(n),(n),(n),(n),(n),(n),(n),i(n),(n,k),(n,k)->(n,k),(n,k)");

    @Override
    public Signature signature() {
        return complex ? COMPLEX : REAL;
    }

    @Override
    public int unread() {
        return complex ? 6 : 3;
    }
}
