package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// What a step comes to, or a moment within it.
///
/// @param t the time, `f64[]`
/// @param y the state then, `f[n]`
/// @param span the step
record StepEnd(Tensor t, Tensor y, Span span) {}
