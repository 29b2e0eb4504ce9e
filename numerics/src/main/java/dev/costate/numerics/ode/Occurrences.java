package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// When an [Event] happened; what follows the last time is NaN.
///
/// The times are functions of state and parameters by the implicit function theorem: `dt = -dg / (dg/dt)`,
/// taken along the dense output. Derivatives are exact up to the third order.
///
/// @param t the times, `f64[most]`
/// @param y the states then: each leaf has an axis of `most` in front
/// @param count how often it happened, `i32[]`
/// @param <Y> the state
public record Occurrences<Y>(Tensor t, Y y, Tensor count) {}
