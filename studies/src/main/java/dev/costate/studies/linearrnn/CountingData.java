package dev.costate.studies.linearrnn;

import dev.costate.Tensor;
import dev.costate.random.LegacyNumPy;

/// Sequences of random bits, and how many ones each has.
///
/// @param x the bits, `[samples, length]`
/// @param target the numbers of ones, `[samples]`
record CountingData(Tensor x, Tensor target) {
    /// Draws what the document draws after `np.random.seed(...)`: `X[row,:] =
    /// np.around(np.random.rand(len_sequence))`.
    static CountingData draw(LegacyNumPy random, int samples, int length) {
        // row after row or all at once, NumPy's numbers come in the same order
        return of(random.rand(samples, length).round());
    }

    /// Given sequences with their targets, `np.sum(X, axis=1)`.
    static CountingData of(Tensor x) {
        return new CountingData(x, x.sum(1));
    }

    /// The first `samples` sequences.
    CountingData first(int samples) {
        return new CountingData(x.get(":" + samples), target.get(":" + samples));
    }

    /// Their number and length in words: `9 sequences of 10`.
    String describe() {
        return samples() + (samples() == 1 ? " sequence of " : " sequences of ") + length();
    }

    /// The same, shorter: `9 x 10`.
    String shape() {
        return samples() + " x " + length();
    }

    int samples() {
        return x.dim(0);
    }

    int length() {
        return x.dim(1);
    }
}
