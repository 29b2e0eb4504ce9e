package dev.costate.nn.init;

import dev.costate.Shape;

/// How many inputs an output of a layer is made of, and how many outputs an input goes into.
///
/// @param in inputs of an output
/// @param out outputs of an input
public record Fans(int in, int out) {
    public Fans {
        if (in < 1 || out < 1) {
            throw new IllegalArgumentException("fans: " + in + " in and " + out + " out; expected at least 1 each");
        }
    }

    /// Those of weights `[out,in]`, or `[out,in,receptive field...]` of a convolution, as PyTorch counts them: each
    /// output is made of as many numbers as the inputs have channels times those of the field.
    ///
    /// @throws IllegalArgumentException if there are fewer than two axes
    public static Fans of(Shape shape) {
        if (shape.rank() < 2) {
            throw new IllegalArgumentException("fans: the shape is " + shape + "; only of weights [out,in,...] they are"
                    + " known, give them otherwise");
        }
        var field = shape.slice(2, shape.rank()).size();
        return new Fans(shape.dim(1) * field, shape.dim(0) * field);
    }
}
