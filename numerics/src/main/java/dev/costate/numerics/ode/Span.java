package dev.costate.numerics.ode;

import dev.costate.Tensor;
import java.util.List;

/// A step that was made, with what its dense output needs.
///
/// @param start the time at its beginning, `f64[]`
/// @param length its length, `f64[]`; 0 if there was no step yet
/// @param rows what [Method#interpolant] combines, one by one, `f[n]` each; none if nobody asks
record Span(Tensor start, Tensor length, List<Tensor> rows) {
    Span {
        rows = List.copyOf(rows);
    }

    /// The state at a time in the step.
    Tensor at(Method method, Tensor time) {
        return Interpolation.at(method, theta(time), rows);
    }

    /// The states at many times, each in a step of its own: `f64[k] -> f[k,n]`, where start, length and rows
    /// have an axis of `k` in front.
    Tensor atEach(Method method, Tensor times) {
        return Interpolation.at(method, theta(times).unsqueeze(1), rows);
    }

    /// The part of the step that has passed at a time.
    Tensor theta(Tensor time) {
        Tensor none = length.eq(0);
        return time.sub(start).div(none.select(1, length));
    }
}
