package dev.costate.nn.train;

import dev.costate.Tensor;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Where a training begins: afresh, or at a checkpoint.
///
/// @param state the state
/// @param best the best so far
/// @param history what was recorded so far
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
record Resumption<P, S>(TrainState<P, S> state, Optional<Best<P, S>> best, History history) {
    static <P, S> Resumption<P, S> fresh(TrainState<P, S> state) {
        return new Resumption<>(
                state, Optional.empty(), new History(Tensor.zeros(0), new LinkedHashMap<>(), new LinkedHashMap<>()));
    }
}
