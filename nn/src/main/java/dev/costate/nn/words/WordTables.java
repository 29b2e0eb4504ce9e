package dev.costate.nn.words;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.random.Key;
import dev.costate.random.Random;

/// What word2vec trains: for each word a vector for when it predicts, and one for when it is predicted.
///
/// @param in the vectors that are kept, `[words,width]`
/// @param out `[words,width]`
public record WordTables(Tensor in, Tensor out) {
    /// Tables to start from: `in` uniform from `-.5 / width` to `.5 / width`, `out` zero.
    public static WordTables init(Key key, DType dtype, int words, int width) {
        var shape = Shape.of(words, width);
        return new WordTables(
                Random.uniform(key, dtype, shape, -0.5 / width, 0.5 / width), Creation.zeros(dtype, shape));
    }
}
