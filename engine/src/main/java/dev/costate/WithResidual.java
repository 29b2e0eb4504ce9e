package dev.costate;

/// The result of a function and what its pullback will need; see [Costate#customVjp].
///
/// @param <R> the type of the result
/// @param <S> the type of the residual
/// @param value the result
/// @param residual a tree
public record WithResidual<R, S>(R value, S residual) {}
