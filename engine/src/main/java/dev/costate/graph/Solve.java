package dev.costate.graph;

/// The solutions of linear equations by a factorisation that is at hand: `a: T[B.., n, n], packed: T[B.., n,
/// n], permutation: i32[B.., n], b: T[B.., n, k] -> x: T[B.., n, k]`, `a x = b` or `a' x = b`.
///
/// `packed` and `permutation` are what [Lu] makes of `a`, of which the value is computed; the derivative is the
/// implicit function's, with regard to `a` and `b`: none flows through the factorisation, and it is done once
/// for all orders of derivatives.
///
/// @param transposed whether `a`'s transpose stands in its place
public record Solve(boolean transposed) implements MatrixOp {
    private static final Signature SIGNATURE = Signature.of("(n,n),(n,n),i(n),(n,k)->(n,k)");

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public int unread() {
        return 1;
    }
}
