package dev.costate.nn.train;

import java.util.Optional;

/// What a [Trainer] comes to.
///
/// @param state the state after the last step; if the loss was not finite, the state before the chunk of steps
///     in which that happened
/// @param best the best by validation, if there was any
/// @param history what was recorded
/// @param ending why it ended
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
public record Training<P, S>(TrainState<P, S> state, Optional<Best<P, S>> best, History history, Ending ending) {
    /// The best parameters by validation, or the last ones if there was none.
    public P parameters() {
        return best.map(Best::parameters).orElse(state.parameters());
    }

    /// The model's state that goes with [#parameters].
    public S modelState() {
        return best.map(Best::modelState).orElse(state.modelState());
    }
}
