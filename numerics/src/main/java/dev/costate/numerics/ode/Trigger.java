package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;

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

    /// Its value where a part of a step has passed, on the dense output: `f64[] -> f64[]`.
    Fn1<Tensor, Tensor> along(Method method, Span span) {
        return theta -> at(span.start().add(theta.mul(span.length())), Interpolation.at(method, theta, span.rows()));
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
