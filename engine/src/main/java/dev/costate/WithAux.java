package dev.costate;

/// A scalar to differentiate and, beside it, anything else worth returning; see [Costate#valueAndGradAux].
///
/// @param <X> the type of the rest
/// @param value the scalar
/// @param aux a tree that is not differentiated
public record WithAux<X>(Tensor value, X aux) {}
