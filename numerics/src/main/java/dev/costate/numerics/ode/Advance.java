package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// What a step of a [Method] makes.
///
/// @param y the state at its end, `f[n]`
/// @param error the estimate of its error, `f[n]`; zeros from a method without one
/// @param rows what [Method#interpolant] combines, `f[m,n]`
/// @param slope `f(t + h, y)`, with which the next step begins, `f[n]`
/// @param evaluations how often the field was evaluated, `i32[]`
/// @param failure `i32[]`: 0, or the [Failure#code] of why there is no result; such a step is tried again,
///     shorter
public record Advance(Tensor y, Tensor error, Tensor rows, Tensor slope, Tensor evaluations, Tensor failure) {}
