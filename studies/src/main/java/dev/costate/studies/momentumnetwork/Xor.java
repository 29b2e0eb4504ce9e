package dev.costate.studies.momentumnetwork;

import dev.costate.Tensor;

/// The document's data: XOR of the first two columns; the third is always 1, a bias for the hidden layer.
final class Xor {
    static final Tensor X = Tensor.of(new double[][] {{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}});
    static final Tensor Y = Tensor.of(new double[][] {{0}, {1}, {1}, {0}});

    private Xor() {}
}
