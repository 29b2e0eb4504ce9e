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

    /// Those of a matrix `[in,out]`, which is multiplied from the right: `x W`.
    ///
    /// @throws IllegalArgumentException if the shape has another rank
    public static Fans of(Shape shape) {
        if (shape.rank() != 2) {
            throw new IllegalArgumentException("fans: the shape is " + shape + "; only of a matrix [in,out] they are"
                    + " known, give them otherwise");
        }
        return new Fans(shape.dim(0), shape.dim(1));
    }
}
