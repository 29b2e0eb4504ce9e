package dev.costate.graph;

/// The Cholesky factor of a symmetric positive definite matrix, `a = L L'`: `a: T[B.., n, n] -> L: T[B.., n,
/// n]`.
///
/// Only the lower triangle of `a` is read; above its diagonal `L` is zero. If `a` is not positive definite, all
/// of `L`'s lower triangle is NaN.
public record Cholesky() implements MatrixOp {
    private static final Signature SIGNATURE = Signature.of("(n,n)->(n,n)");

    @Override
    public Signature signature() {
        return SIGNATURE;
    }
}
