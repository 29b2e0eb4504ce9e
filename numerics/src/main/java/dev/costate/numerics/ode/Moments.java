package dev.costate.numerics.ode;

import dev.costate.Tensor;
import java.util.Optional;

/// What an integration comes to, on flat vectors: the value of which there are derivatives.
///
/// @param t where it ended, `f64[]`
/// @param y the state there, `f[n]`
/// @param stops what was recorded on the way, if anything was asked for
/// @param statistics what it took; they have no derivative
/// @param failure `i32[]`
record Moments(Tensor t, Tensor y, Optional<Stop> stops, Statistics statistics, Tensor failure) {
    static Moments of(Progress last, Optional<Stop> stops) {
        return new Moments(last.t(), last.y(), stops, last.statistics(), last.failure());
    }

    /// The state at the end, NaN after a failure.
    Tensor result() {
        return failure.eq(0).select(y, Double.NaN);
    }
}
