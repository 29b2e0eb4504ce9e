package dev.costate.nn.loss;

import dev.costate.Shape;
import dev.costate.Tensor;

/// What weights of elements or examples have to be.
final class Weights {
    private Weights() {}

    /// Fails unless the weights broadcast to `shape`, which stays as it is.
    ///
    /// @param loss what the user called
    /// @param what what the user calls the weights
    static void check(String loss, String what, Tensor weights, Shape shape) {
        var missing = shape.rank() - weights.rank();
        var fits = missing >= 0;
        for (var axis = 0; fits && axis < weights.rank(); axis++) {
            fits = weights.dim(axis) == 1 || weights.dim(axis) == shape.dim(missing + axis);
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    loss + ": " + what + " " + weights.shape() + " does not broadcast to " + shape + "; reshape it");
        }
    }
}
