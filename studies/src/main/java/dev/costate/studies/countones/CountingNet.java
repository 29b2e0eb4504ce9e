package dev.costate.studies.countones;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.nn.init.Initialisers;
import dev.costate.nn.layer.Linear;
import dev.costate.nn.recurrent.Recurrent;
import dev.costate.nn.recurrent.Stacking;
import dev.costate.random.Key;

/// A recurrent layer that goes over the bits, and a number that is read off its last output.
///
/// @param layer one cell in one direction
/// @param readout to one number
/// @param scale what the number is multiplied by, so that the weights need not grow with the counts
/// @param <S> the state of the cell
record CountingNet<S>(Recurrent<S> layer, Linear readout, double scale) {
    static CountingNet<?> draw(Kind kind, Key key, DType dtype, int hidden, double scale) {
        var keys = key.split();
        var layer = kind.draw(keys.first(), Stacking.of(1, hidden).dtype(dtype));
        return of(layer, keys.second(), dtype, hidden, scale);
    }

    private static <S> CountingNet<S> of(Recurrent<S> layer, Key key, DType dtype, int hidden, double scale) {
        return new CountingNet<>(
                layer, new Linear(key, dtype, hidden, 1, Initialisers.torch(), Initialisers.torch()), scale);
    }

    /// The count of each sequence, `[count]`.
    Tensor count(Sequences data) {
        return read(layer.apply(data.bits()).outputs().get(-1));
    }

    /// The count that an output of the layer stands for, `[...,hidden] -> [...]`.
    Tensor read(Tensor output) {
        return readout.apply(output).squeeze(-1).mul(scale);
    }

    /// The mean squared error in units of the scale.
    Tensor loss(Sequences data, Teaching teaching) {
        var off = switch (teaching) {
            case AT_THE_END -> count(data).sub(data.ones());
            case AT_EVERY_STEP -> read(layer.apply(data.bits()).outputs()).sub(data.running());
        };
        return off.div(scale).square().mean();
    }

    /// The root mean square error in ones.
    Tensor error(Sequences data) {
        return count(data).sub(data.ones()).square().mean().sqrt();
    }

    /// By how many ones the answers are too large in the mean.
    Tensor bias(Sequences data) {
        return count(data).sub(data.ones()).mean();
    }
}
