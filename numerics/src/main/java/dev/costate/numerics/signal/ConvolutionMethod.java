package dev.costate.numerics.signal;

/// How a convolution is computed.
public enum ConvolutionMethod {
    /// As the sum of products that it is: every number has its own relative accuracy.
    DIRECT,
    /// By Fourier transforms: the error is that of the largest number, about `1e-16 log n` of it.
    FOURIER,
    /// By whichever takes less work.
    CHEAPER;

    /// What a transform costs for each of its numbers, in products of the direct method; measured.
    private static final double TRANSFORM = 400;

    boolean isDirect(int n, int m, int results) {
        return switch (this) {
            case DIRECT -> true;
            case FOURIER -> false;
            case CHEAPER -> (double) results * Math.min(n, m) <= TRANSFORM * (n + m);
        };
    }
}
