package dev.costate.nn.train;

import dev.costate.Tensor;
import dev.costate.nn.optim.OptimiserState;
import dev.costate.random.Key;

/// All that goes from step to step of a training: a tree, and the carry of its `scan`.
///
/// @param parameters what is trained
/// @param modelState what the model keeps beside, [Nothing] for most
/// @param optimiser the optimiser's state
/// @param key where all randomness of the training comes from; it stays the same
/// @param step how many steps were made, `i32[]`
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
public record TrainState<P, S>(P parameters, S modelState, OptimiserState<P> optimiser, Key key, Tensor step) {
    /// The key of the order of the examples, or of their drawing.
    Key dataKey() {
        return key.split().first();
    }

    /// The key of this step's loss.
    Key stepKey() {
        return key.split().second().foldIn(step);
    }
}
