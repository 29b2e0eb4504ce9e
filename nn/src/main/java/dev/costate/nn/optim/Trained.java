package dev.costate.nn.optim;

/// Parameters and the state of their optimiser, the carry of a loop that trains.
///
/// @param parameters what is trained
/// @param state of the optimiser
/// @param <P> the parameters' tree
public record Trained<P>(P parameters, OptimiserState<P> state) {}
