package dev.costate.nn.words;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;

/// What GloVe trains: vectors and offsets of words, and of words as neighbours.
///
/// @param words `[words,width]`
/// @param neighbours `[words,width]`
/// @param wordOffsets `[words,1]`
/// @param neighbourOffsets `[words,1]`
public record GloVeTables(Tensor words, Tensor neighbours, Tensor wordOffsets, Tensor neighbourOffsets) {
    /// Tables to start from: all uniform from `-.5 / width` to `.5 / width`.
    public static GloVeTables init(Key key, DType dtype, int words, int width) {
        var keys = key.split(4);
        double most = 0.5 / width;
        return new GloVeTables(
                Random.uniform(keys.get(0), dtype, Shape.of(words, width), -most, most),
                Random.uniform(keys.get(1), dtype, Shape.of(words, width), -most, most),
                Random.uniform(keys.get(2), dtype, Shape.of(words, 1), -most, most),
                Random.uniform(keys.get(3), dtype, Shape.of(words, 1), -most, most));
    }

    /// The sum of both vectors of each word, which is what is used, `[words,width]`.
    public Tensor vectors() {
        return words.add(neighbours);
    }
}
