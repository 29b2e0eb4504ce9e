package dev.costate.graph;

/// The factors of tridiagonal matrices, for [TridiagonalSolve]: `lower, diagonal, upper: T[B.., n] ->
/// inverse, first, second, third: T[B.., n], exchanged: i32[B.., n]`; of complex ones, real and imaginary
/// part of each but the last, and a `fourth` before that.
///
/// Row `i` of the matrix holds `lower[i]`, `diagonal[i]` and `upper[i]`, in columns `i - 1`, `i` and `i + 1`;
/// `lower[0]` and `upper[n - 1]` are not read. What the factors are is said by their routine,
/// `dev.costate.internal.linalg.TridiagonalFactorisation`. They have no derivative, since that of the
/// solution goes through the matrix.
///
/// @param complex whether the numbers are complex
public record TridiagonalFactors(boolean complex) implements MatrixOp {
    private static final Signature REAL = Signature.of("(n),(n),(n)->(n),(n),(n),(n),i(n)");

    private static final Signature COMPLEX =
            Signature.of("(n),(n),(n),(n),(n),(n)->(n),(n),(n),(n),(n),(n),(n),(n),(n),(n),i(n)");

    @Override
    public Signature signature() {
        return complex ? COMPLEX : REAL;
    }
}
