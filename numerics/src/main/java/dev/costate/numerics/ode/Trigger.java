package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Tensor;

/// An [Event] on flat vectors.
///
/// @param function of time and state, a scalar
/// @param crossing which sign changes count
/// @param most how many are recorded
/// @param terminal whether the integration ends with the last that is recorded
record Trigger(Field function, Event.Crossing crossing, int most, boolean terminal) {
    /// Its value, `f64[]`.
    Tensor at(Tensor t, Tensor y) {
        return function.at(t, y).to(DType.FLOAT64);
    }

    /// Whether it happened between two values, `bool[]`.
    Tensor between(Tensor before, Tensor after) {
        Tensor rises = before.lt(0).and(after.ge(0));
        Tensor falls = before.gt(0).and(after.le(0));
        return switch (crossing) {
            case RISING -> rises;
            case FALLING -> falls;
            case ANY -> rises.or(falls);
        };
    }
}
