package dev.costate.nn.train;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;
import dev.costate.random.Key;

/// A new random batch for every step.
///
/// @param stepsPerEpoch after how many steps validation takes place
/// @param draw from a key to a batch, inside the compiled program
/// @param <B> the tree of a batch
public record Drawn<B>(int stepsPerEpoch, Fn1<Key, B> draw) implements Source<Nothing, B> {
    public Drawn {
        Checked.atLeastOne("steps of an epoch", stepsPerEpoch);
    }

    @Override
    public Nothing data() {
        return new Nothing();
    }

    @Override
    public Tensor plan(Key key, Tensor epoch) {
        return Creation.arange(DType.INT32, stepsPerEpoch).add(epoch.mul(stepsPerEpoch));
    }

    @Override
    public B batch(Nothing data, Key key, Tensor row) {
        return draw.apply(key.foldIn(row));
    }
}
