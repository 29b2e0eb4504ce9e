package dev.costate.graph;

/// The solutions of triangular equations: `a: T[B.., n, n], b: T[B.., n, k] -> x: T[B.., n, k]`, `a x = b` or
/// `a' x = b`.
///
/// Only the named triangle of `a` is read. A zero on the diagonal makes infinities and NaNs.
///
/// @param lower whether `a` is its lower triangle
/// @param transposed whether `a`'s transpose stands in its place
/// @param unitDiagonal whether the diagonal is all ones, and is not read
public record TriangularSolve(boolean lower, boolean transposed, boolean unitDiagonal) implements MatrixOp {
    private static final Signature SIGNATURE = Signature.of("(n,n),(n,k)->(n,k)");

    @Override
    public Signature signature() {
        return SIGNATURE;
    }
}
