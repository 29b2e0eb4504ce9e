package dev.costate.studies.momentumnetwork;

import dev.costate.Tensor;

/// What the backward pass takes for the derivative of the sigmoid, where it has the activation `a = s(z)`.
enum Derivative {
    /// `s'(a) = s(a) (1 - s(a))`: the document's, the derivative at the wrong place.
    OF_THE_ACTIVATION("s'(a), as in the document") {
        @Override
        Tensor at(Tensor activation) {
            Tensor s = activation.sigmoid();
            return s.mul(s.rsub(1));
        }
    },
    /// `s'(z) = a (1 - a)`.
    OF_THE_INPUT("a (1 - a), which is right") {
        @Override
        Tensor at(Tensor activation) {
            return activation.mul(activation.rsub(1));
        }
    };

    private final String label;

    Derivative(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// The factor for each activation, any shape.
    abstract Tensor at(Tensor activation);
}
