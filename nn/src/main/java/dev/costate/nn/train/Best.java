package dev.costate.nn.train;

/// What was best by validation.
///
/// @param parameters the parameters
/// @param modelState the model's state
/// @param epoch after which epoch, from 0 on
/// @param value what validation gave
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
public record Best<P, S>(P parameters, S modelState, int epoch, double value) {}
