package dev.costate.nn.recurrent;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.layer.Linear;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The weights of a cell whose gates are sums of a product with the input and one with the state; the gates
/// stand one after the other.
///
/// @param weightIh `[gates hidden,in]`
/// @param weightHh `[gates hidden,hidden]`
/// @param biasIh `[gates hidden]`, if there is one
/// @param biasHh `[gates hidden]`, if there is one
public record CellWeights(Tensor weightIh, Tensor weightHh, Optional<Tensor> biasIh, Optional<Tensor> biasHh) {
    /// All uniform from `-1 / sqrt(hidden)` to `1 / sqrt(hidden)`, as PyTorch draws them.
    public static CellWeights draw(Key key, DType dtype, int gates, int in, int hidden, boolean bias) {
        var keys = key.split(4);
        var bound = 1 / Math.sqrt(hidden);
        var rows = gates * hidden;
        return new CellWeights(
                Random.uniform(keys.get(0), dtype, Shape.of(rows, in), -bound, bound),
                Random.uniform(keys.get(1), dtype, Shape.of(rows, hidden), -bound, bound),
                bias
                        ? Optional.of(Random.uniform(keys.get(2), dtype, Shape.of(rows), -bound, bound))
                        : Optional.empty(),
                bias
                        ? Optional.of(Random.uniform(keys.get(3), dtype, Shape.of(rows), -bound, bound))
                        : Optional.empty());
    }

    /// How wide the state is.
    public int hidden() {
        return weightHh.dim(1);
    }

    /// `x weightIh^T + biasIh`, `[...,in] -> [...,gates hidden]`.
    Tensor ofInput(String cell, Tensor x) {
        var in = weightIh.dim(1);
        if (x.rank() == 0 || x.dim(x.rank() - 1) != in) {
            throw new IllegalArgumentException(cell + " of " + in + " inputs and " + hidden()
                    + " hidden units: the input is " + x.shape() + "; its last axis has to be " + in);
        }
        return new Linear(weightIh, biasIh).apply(x);
    }

    /// `h weightHh^T + biasHh`, `[...,hidden] -> [...,gates hidden]`.
    ///
    /// @param projected what the input came to, `[...,gates hidden]`
    Tensor ofState(String cell, Tensor projected, Tensor h) {
        checkState(cell, "the state", projected, h);
        return new Linear(weightHh, biasHh).apply(h);
    }

    /// Fails unless `h` is `[...,hidden]` with the axes of the input in front.
    ///
    /// @param what what the user calls it
    void checkState(String cell, String what, Tensor projected, Tensor h) {
        var expected = projected.shape().slice(0, projected.rank() - 1).concat(Shape.of(hidden()));
        if (!h.shape().equals(expected)) {
            throw new IllegalArgumentException(cell + " of " + hidden() + " hidden units: " + what + " is " + h.shape()
                    + "; for this input it has to be " + expected);
        }
    }

    /// The gates of a sum, each `[...,hidden]`.
    List<Tensor> gates(Tensor sum) {
        var each = new int[sum.dim(sum.rank() - 1) / hidden()];
        Arrays.fill(each, hidden());
        return Layout.split(sum, -1, each);
    }

    /// Zeros `[lead...,hidden]`.
    Tensor zeros(DType dtype, Shape lead) {
        return Creation.zeros(dtype, lead.concat(Shape.of(hidden())));
    }
}
