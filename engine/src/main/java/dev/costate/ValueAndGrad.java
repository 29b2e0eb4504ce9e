package dev.costate;

/// A scalar and its gradient.
///
/// @param <A> the type of the argument, and so of the gradient
/// @param value the scalar
/// @param grad its derivative by every floating leaf of the argument
public record ValueAndGrad<A>(Tensor value, A grad) {}
