package dev.costate.studies.tutorialnetwork;

import dev.costate.Tensor;

/// The document's data: 1 where both inputs are equal.
final class Xnor {
    static final Tensor X = Tensor.of(new double[][] {{0, 1}, {1, 0}, {1, 1}, {0, 0}});
    static final Tensor Y = Tensor.of(new double[][] {{0}, {0}, {1}, {1}});

    /// The number of samples.
    static final int SIZE = Y.dim(0);

    private Xnor() {}
}
