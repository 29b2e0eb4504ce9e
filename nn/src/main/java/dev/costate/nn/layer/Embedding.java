package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.init.Fans;
import dev.costate.nn.init.Initialiser;
import dev.costate.nn.init.Initialisers;
import dev.costate.random.Key;

/// The rows of a table by their numbers: integers `[...] -> [..., width]`.
///
/// @param weight `[count,width]`
public record Embedding(Tensor weight) implements Layer {
    /// Standard normal rows, as PyTorch draws them, float32.
    public Embedding(Key key, int count, int width) {
        this(key, DType.FLOAT32, count, width, Initialisers.normal(0, 1));
    }

    /// Rows drawn by an initialiser.
    public Embedding(Key key, DType dtype, int count, int width, Initialiser weight) {
        this(weight.draw(key, dtype, Shape.of(count, width), new Fans(count, width)));
    }

    /// @param x integers from 0 to count - 1
    @Override
    public Tensor apply(Tensor x) {
        if (x.dtype().isFloating()) {
            throw new IllegalArgumentException(
                    "Embedding: the input is " + x.type() + "; expected integers, the numbers of rows");
        }
        return weight.take(x, 0);
    }
}
