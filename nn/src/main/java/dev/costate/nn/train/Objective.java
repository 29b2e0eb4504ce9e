package dev.costate.nn.train;

import dev.costate.random.Key;

/// What training makes small: a function of parameters, model state, batch and key.
///
/// Losses without state or metrics need none of this: [Trainer#of] takes them as they are.
///
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state, such as the running means of a batch normalisation
/// @param <B> the batch's tree
@FunctionalInterface
public interface Objective<P, S, B> {
    /// The loss of a batch, the model's next state, and what else is to be recorded.
    ///
    /// @param parameters what the loss is differentiated by
    /// @param state the model's state before
    /// @param batch the batch
    /// @param key randomness of this step, such as dropout's
    Outcome<S> at(P parameters, S state, B batch, Key key);
}
