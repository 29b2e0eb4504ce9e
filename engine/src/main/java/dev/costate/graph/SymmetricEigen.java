package dev.costate.graph;

/// The eigenvalues and eigenvectors of symmetric matrices, `a v = v diag(w)`: `a: T[B.., n, n] -> w: T[B.., n],
/// v: T[B.., n, n]`.
///
/// Of `a` only the lower triangle is read. The eigenvalues ascend; the eigenvectors are `v`'s columns,
/// orthonormal, each with a sign such that the first of its elements that reaches 99 % of the largest magnitude
/// is positive.
public record SymmetricEigen() implements MatrixOp {
    private static final Signature SIGNATURE = Signature.of("(n,n)->(n),(n,n)");

    @Override
    public Signature signature() {
        return SIGNATURE;
    }
}
