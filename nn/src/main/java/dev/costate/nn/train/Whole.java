package dev.costate.nn.train;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.random.Key;

/// All of the data in every batch.
///
/// @param data the batch
/// @param stepsPerEpoch after how many steps validation takes place
/// @param <B> the tree of a batch
public record Whole<B>(B data, int stepsPerEpoch) implements Source<B, B> {
    public Whole {
        Checked.atLeastOne("steps of an epoch", stepsPerEpoch);
    }

    @Override
    public Tensor plan(Key key, Tensor epoch) {
        return Creation.zeros(DType.INT32, Shape.of(stepsPerEpoch));
    }

    @Override
    public B batch(B all, Key key, Tensor row) {
        return all;
    }
}
