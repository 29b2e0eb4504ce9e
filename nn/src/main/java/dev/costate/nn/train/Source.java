package dev.costate.nn.train;

import dev.costate.Tensor;
import dev.costate.random.Key;

/// Where batches come from: [Examples], the [Whole] of the data at once, or [Drawn] at random.
///
/// A batch is made inside the compiled program, out of data that it takes as an argument and a row of a *plan*
/// of the epoch. Both functions are pure and may be traced; all randomness is the key's, so that an epoch comes
/// out the same when a training is resumed in the middle of it.
///
/// @param <D> the tree of the data
/// @param <B> the tree of a batch
public interface Source<D, B> {
    /// The data, one tree for all batches.
    D data();

    /// How many batches make an epoch, after which validation takes place.
    int stepsPerEpoch();

    /// The plan of an epoch: one row for each of its batches.
    ///
    /// @param key the training's key of data, the same in all epochs
    /// @param epoch the epoch's number from 0 on, `i32[]`
    /// @return integers `[stepsPerEpoch, ...]`
    Tensor plan(Key key, Tensor epoch);

    /// The batch of a row.
    ///
    /// @param data what [#data] is
    /// @param key the training's key of data
    /// @param row a row of a plan
    B batch(D data, Key key, Tensor row);
}
