package dev.costate;

/// A scalar, its gradient, and what the function returned beside it.
///
/// @param <A> the type of the argument, and so of the gradient
/// @param <X> the type of the rest
/// @param value the scalar
/// @param grad its derivative by every floating leaf of the argument
/// @param aux the rest
public record ValueGradAux<A, X>(Tensor value, A grad, X aux) {}
