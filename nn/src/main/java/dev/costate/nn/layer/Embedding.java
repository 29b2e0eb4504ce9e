package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.nn.init.Fans;
import dev.costate.nn.init.Initialiser;
import dev.costate.nn.init.Initialisers;
import dev.costate.random.Key;
import java.util.OptionalInt;

/// The rows of a table by their numbers: integers `[...] -> [..., width]`.
///
/// @param weight `[count,width]`
/// @param padding the number of a row that has no gradient, so that what it is at first, zeros, it stays
public record Embedding(Tensor weight, OptionalInt padding) implements Layer {
    /// Without padding.
    public Embedding(Tensor weight) {
        this(weight, OptionalInt.empty());
    }

    /// Standard normal rows, as PyTorch draws them, float32.
    public Embedding(Key key, int count, int width) {
        this(key, DType.FLOAT32, count, width, Initialisers.normal(0, 1));
    }

    /// Rows drawn by an initialiser.
    public Embedding(Key key, DType dtype, int count, int width, Initialiser weight) {
        this(weight.draw(key, dtype, Shape.of(count, width), new Fans(count, width)));
    }

    /// The same with zeros for row `number`, which stands for no word.
    ///
    /// @throws IllegalArgumentException if there is no such row
    public Embedding withPadding(int number) {
        var count = weight.dim(0);
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException(
                    "Embedding: the padding is row " + number + " of " + count + "; expected 0 to " + (count - 1));
        }
        return new Embedding(weight.at(Index.at(number)).set(Tensor.scalar(0)), OptionalInt.of(number));
    }

    /// @param x integers from 0 to count - 1
    @Override
    public Tensor apply(Tensor x) {
        if (!x.dtype().isInteger()) {
            throw new IllegalArgumentException(
                    "Embedding: the input is " + x.type() + "; expected integers, the numbers of rows");
        }
        checkNumbers(x);
        var rows = weight.take(x, 0);
        return padding.isEmpty() ? rows : x.eq(padding.getAsInt()).unsqueeze(-1).select(rows.stopGradient(), rows);
    }

    /// Fails if a number is no row's, unless the numbers are traced and so unknown.
    private void checkNumbers(Tensor x) {
        long[] numbers;
        try {
            numbers = x.to(DType.INT64).toLongs();
        } catch (TraceException _) {
            return;
        }
        var count = weight.dim(0);
        for (var i = 0; i < numbers.length; i++) {
            if (numbers[i] < 0 || numbers[i] >= count) {
                throw new IllegalArgumentException("Embedding of " + count + " rows: number " + numbers[i]
                        + " (element " + i + " of the input) is no row's; expected 0 to " + (count - 1));
            }
        }
    }
}
