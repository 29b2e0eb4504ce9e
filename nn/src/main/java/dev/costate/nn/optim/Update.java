package dev.costate.nn.optim;

/// What a step of an optimiser comes to.
///
/// @param change what is to be added to the parameters; inside a chain, what the next part takes as the
///     gradient
/// @param state the optimiser's next state
/// @param <P> the parameters' tree
public record Update<P>(P change, OptimiserState<P> state) {}
