package dev.costate.graph;

/// The reduced singular value decomposition `a = u diag(s) vt`: `a: T[B.., m, n] -> u: T[B.., m, k], s: T[B..,
/// k], vt: T[B.., k, n]`, `k = min(m, n)`.
///
/// The singular values are not negative and descend. `u`'s columns and `vt`'s rows are orthonormal; each row
/// has a sign such that the first of its elements that reaches 99 % of the largest magnitude is positive, and
/// the column of `u` that belongs to it follows.
public record Svd() implements MatrixOp {
    private static final Signature SIGNATURE = Signature.of("(m,n)->(m,min),(min),(min,n)");

    @Override
    public Signature signature() {
        return SIGNATURE;
    }
}
