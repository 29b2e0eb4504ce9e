package dev.costate.numerics.pde;

import dev.costate.Tensor;

/// A solution at several times.
///
/// @param times `f64[m]`
/// @param states `[m, n]`
/// @param <V> [Tensor] or [dev.costate.Complex]
public record Path<V>(Tensor times, V states) {}
