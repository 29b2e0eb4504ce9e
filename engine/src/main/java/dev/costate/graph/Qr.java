package dev.costate.graph;

/// The reduced QR factorisation `a = q r`, by Householder's reflections: `a: T[B.., m, n] -> q: T[B.., m, k],
/// r: T[B.., k, n]`, `k = min(m, n)`.
///
/// `q` has orthonormal columns, `r` is upper triangular. The signs are LAPACK's: an element of `r`'s diagonal
/// has the other sign than what it was made of, unless nothing stood below that.
public record Qr() implements MatrixOp {
    private static final Signature SIGNATURE = Signature.of("(m,n)->(m,min),(min,n)");

    @Override
    public Signature signature() {
        return SIGNATURE;
    }
}
