package dev.costate.studies.backpropbyhand;

import dev.costate.Tensor;

/// The three numbers of the net, or a gradient with respect to them.
record Weights(Tensor w1, Tensor w2, Tensor b) {
    static final String[] NAMES = {"w1", "w2", "b"};

    /// The document's.
    static final Weights DOCUMENT = of(0.01, -5, -1);

    static Weights of(double w1, double w2, double b) {
        return new Weights(Tensor.scalar(w1), Tensor.scalar(w2), Tensor.scalar(b));
    }

    double[] toDoubles() {
        return new double[] {w1.item(), w2.item(), b.item()};
    }
}
