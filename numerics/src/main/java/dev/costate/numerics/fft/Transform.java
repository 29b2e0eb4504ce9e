package dev.costate.numerics.fft;

import dev.costate.Complex;

/// A discrete Fourier transform of one length, with its tables.
sealed interface Transform permits MixedRadix, Bluestein, RealSpectrum {
    /// `X_k = sum_j x_j exp(-2 pi i j k / n)`: `[n] -> [n]`; members go
    /// through `vmap`.
    Complex apply(Complex x);

    /// How many numbers its tables hold.
    long size();
}
