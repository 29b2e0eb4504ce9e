package dev.costate.numerics.ode;

import static dev.costate.Costate.closure;
import static dev.costate.Costate.customJvp;
import static dev.costate.Costate.jvp;

import dev.costate.Closure;
import dev.costate.DType;
import dev.costate.Jvp;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.numerics.roots.Bracket;
import java.util.List;

/// An [Event] on flat vectors.
///
/// @param function of time and state, a scalar
/// @param crossing which sign changes count
/// @param most how many are recorded
/// @param terminal whether the integration ends with the last that is recorded
record Trigger(Field function, Event.Crossing crossing, int most, boolean terminal) {
    /// To the last digits of a part of a step.
    private static final Bracket SEARCH = new Bracket(0, 2 * Math.ulp(1.0), 100);

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

    /// Its value where a part of a step has passed, on the dense output: `f64[] -> f64[]`.
    private Fn1<Tensor, Tensor> along(Method method, Span span) {
        return theta -> at(span.start().add(theta.mul(span.length())), Interpolation.at(method, theta, span.rows()));
    }

    /// When it happened in a step, as a function of what it depends on, `f64[]`.
    ///
    /// @param before its value at the beginning of the step
    /// @param after its value at the end
    /// @param happened whether it did; else nothing is searched, and nothing is said
    Tensor time(Method method, Span span, Tensor before, Tensor after, Tensor happened) {
        return time(method, span, happened.select(theta(method, span, before, after, happened), 0.5));
    }

    /// When it happened in a step, as a constant, `f64[]`; the others are as above.
    Tensor search(Method method, Span span, Tensor before, Tensor after, Tensor happened) {
        Tensor theta = theta(method, span, before, after, happened);
        return span.start().add(theta.mul(span.length())).stopGradient();
    }

    /// Which part of the step had passed then. The derivative does not look at the search, so that reverse mode
    /// need not go back through its loop.
    private Tensor theta(Method method, Span span, Tensor before, Tensor after, Tensor happened) {
        Tensor one = Tensor.scalar(1);
        Closure<Tensor, Tensor> along = closure(along(method, span), one);
        List<Tensor> still = along.captured().stream()
                .map(x -> x.dtype().isFloating() ? x.stopGradient() : x)
                .toList();
        return SEARCH.search(
                        part -> along.function().apply(part, still),
                        one,
                        Tensor.scalar(0),
                        after.stopGradient(),
                        before.stopGradient(),
                        happened)
                .value();
    }

    /// A part of a step at which the function has its value, and all else that it depends on.
    private record Place(Tensor theta, List<Tensor> captured) {}

    /// When it happened in a step, as a function of what it depends on, where it is known: `f64[]`.
    ///
    /// As its derivative has it, it is two steps of Newton's method for the function's value there, of which
    /// the time is the exact solution: each doubles the order up to which derivatives are right, so that they
    /// are up to the third. Without a derivative nothing is computed.
    ///
    /// @param theta the part of the step that had passed; its derivative is not looked at
    Tensor time(Method method, Span span, Tensor theta) {
        Tensor known = theta.stopGradient();
        Closure<Tensor, Tensor> along = closure(along(method, span), known);
        Tensor root = customJvp(Place::theta, (Place at, Place d) -> jvp(x -> corrected(along.function(), x), at, d))
                .apply(new Place(known, along.captured()));
        return span.start().add(root.mul(span.length()));
    }

    private static Tensor corrected(Fn2<Tensor, List<Tensor>, Tensor> along, Place at) {
        Fn1<Tensor, Tensor> g = theta -> along.apply(theta, at.captured);
        Tensor value = g.apply(at.theta).stopGradient();
        return corrected(g, value, corrected(g, value, at.theta));
    }

    private static Tensor corrected(Fn1<Tensor, Tensor> along, Tensor value, Tensor theta) {
        Jvp<Tensor> here = jvp(along, theta, Tensor.scalar(1));
        Tensor steepness = here.tangent();
        return theta.sub(here.value().sub(value).div(steepness.eq(0).select(1, steepness)));
    }
}
