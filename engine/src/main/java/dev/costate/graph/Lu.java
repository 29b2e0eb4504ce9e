package dev.costate.graph;

/// The LU factorisation with partial pivoting, `P a = L U`: `a: T[B.., n, n] -> packed: T[B.., n, n],
/// permutation: i32[B.., n]`.
///
/// `packed` holds `U` on and above its diagonal and below it `L`, whose own diagonal is all ones; row `i` of `P
/// a` is row `permutation[i]` of `a`. The pivot is the first among the largest of its column. A column without
/// one leaves a zero on `U`'s diagonal.
public record Lu() implements MatrixOp {
    private static final Signature SIGNATURE = Signature.of("(n,n)->(n,n),i(n)");

    @Override
    public Signature signature() {
        return SIGNATURE;
    }
}
