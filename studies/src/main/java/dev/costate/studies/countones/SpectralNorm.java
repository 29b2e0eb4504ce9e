package dev.costate.studies.countones;

import dev.costate.Tensor;

/// The largest singular value of a matrix.
final class SpectralNorm {
    /// After so many squarings what is left of a singular value a part in 10^9 smaller is under `exp(-4000)`.
    private static final int SQUARINGS = 42;

    private SpectralNorm() {}

    /// The root of the largest eigenvalue of `W^T W`, of which a power is squared until it is a projection.
    ///
    /// @param w a matrix in float64, not zero
    static double of(Tensor w) {
        var gram = w.transpose().matmul(w);
        var power = gram.div(gram.trace());
        for (int i = 0; i < SQUARINGS; i++) {
            var square = power.matmul(power);
            power = square.div(square.trace());
        }
        return Math.sqrt(gram.matmul(power).trace().item());
    }
}
