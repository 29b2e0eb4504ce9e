package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// The steps of a solution, as many as were made; what follows the last is NaN.
///
/// @param t the time at the end of each, `f64[m]`
/// @param y the state there: each leaf has an axis of `m` in front
/// @param count how many there are, `i32[]`
/// @param <Y> the state
public record Steps<Y>(Tensor t, Y y, Tensor count) {}
