package dev.costate.nn.recurrent;

import dev.costate.DType;
import dev.costate.function.Fn2;
import dev.costate.random.Key;
import java.util.List;
import java.util.stream.IntStream;

/// How many cells of which width a recurrent layer is made of.
///
/// ```java
/// import dev.costate.*;
/// import dev.costate.nn.recurrent.*;
/// import dev.costate.random.*;
///
/// Lstm lstm = new Lstm(Key.of(0), Stacking.of(3, 5).layers(2).bothWays());
/// IO.println(lstm.apply(Tensor.ones(7, 4, 3)).outputs().shape());  // -> [7,4,10]
/// ```
///
/// @param in features of the input
/// @param hidden units of each cell
/// @param layers how many follow one another
/// @param bidirectional whether each layer has a cell that goes from the end to the beginning
/// @param bias whether there are biases
/// @param dropout with which probability the outputs of all layers but the last are dropped in training
/// @param dtype the weights' element type
public record Stacking(
        int in, int hidden, int layers, boolean bidirectional, boolean bias, double dropout, DType dtype) {
    public Stacking {
        if (in < 1 || hidden < 1 || layers < 1) {
            throw new IllegalArgumentException("Stacking: " + in + " inputs, " + hidden + " hidden units, " + layers
                    + " layers; expected at least 1 each");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException(
                    "Stacking: the rate of dropout is " + dropout + "; expected 0 <= rate < 1");
        }
    }

    /// One layer in one direction with biases, float32.
    public static Stacking of(int in, int hidden) {
        return new Stacking(in, hidden, 1, false, true, 0, DType.FLOAT32);
    }

    /// This many layers.
    public Stacking layers(int number) {
        return new Stacking(in, hidden, number, bidirectional, bias, dropout, dtype);
    }

    /// In both directions.
    public Stacking bothWays() {
        return new Stacking(in, hidden, layers, true, bias, dropout, dtype);
    }

    /// Without biases.
    public Stacking withoutBias() {
        return new Stacking(in, hidden, layers, bidirectional, false, dropout, dtype);
    }

    /// Dropout of this rate between the layers.
    public Stacking dropout(double rate) {
        return new Stacking(in, hidden, layers, bidirectional, bias, rate, dtype);
    }

    /// Weights of this element type.
    public Stacking dtype(DType type) {
        return new Stacking(in, hidden, layers, bidirectional, bias, dropout, type);
    }

    /// A cell for each layer of the forward direction, made from a key and its number of inputs.
    <C> List<C> forward(Key key, Fn2<Key, Integer, C> cell) {
        return cells(layers, key.split().first(), cell);
    }

    /// A cell for each layer of the reverse direction, if there is one.
    <C> List<C> reverse(Key key, Fn2<Key, Integer, C> cell) {
        return cells(bidirectional ? layers : 0, key.split().second(), cell);
    }

    private <C> List<C> cells(int number, Key key, Fn2<Key, Integer, C> cell) {
        var between = bidirectional ? 2 * hidden : hidden;
        return IntStream.range(0, number)
                .mapToObj(i -> cell.apply(key.foldIn(i), i == 0 ? in : between))
                .toList();
    }
}
