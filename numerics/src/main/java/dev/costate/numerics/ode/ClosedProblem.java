package dev.costate.numerics.ode;

import static dev.costate.Costate.closure;

import dev.costate.Closure;
import dev.costate.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A problem whose functions close over nothing that is traced: what the user's close over has become a
/// parameter beside theirs, since rules of derivatives may not close over it.
///
/// @param ode the problem with such functions
/// @param given its parameters
record ClosedProblem<Y, P>(Ode<Y, Given<P>> ode, ClosedProblem.Given<P> given) {
    /// All that a problem is given.
    ///
    /// @param p the user's parameters
    /// @param field what the field closes over
    /// @param events what each event closes over
    record Given<P>(P p, List<Tensor> field, List<List<Tensor>> events) {
        boolean closesOver() {
            return !field.isEmpty() || events.stream().anyMatch(e -> !e.isEmpty());
        }
    }

    private record Moment<Y, P>(Tensor t, Y y, P p) {}

    /// Looks at field and events once.
    static <Y, P> ClosedProblem<Y, P> of(Ode<Y, P> ode, Flattening<Y> flattening, Y y0, P p) {
        Moment<Y, P> example = new Moment<>(Tensor.scalar(flattening.dtype(), 0), y0, p);
        Closure<Moment<Y, P>, Y> field = closure(m -> ode.field().at(m.t, m.y, m.p), example);
        List<Event<Y, Given<P>>> events = new ArrayList<>();
        List<List<Tensor>> captured = new ArrayList<>();
        for (Event<Y, P> event : ode.events()) {
            Closure<Moment<Y, P>, Tensor> function =
                    closure(m -> event.function().at(m.t, m.y, m.p), example);
            int number = captured.size();
            captured.add(function.captured());
            Event.Function<Y, Given<P>> closed =
                    (t, y, given) -> function.function().apply(new Moment<>(t, y, given.p), given.events.get(number));
            events.add(new Event<>(closed, event.crossing(), event.most(), event.terminal()));
        }
        Ode<Y, Given<P>> closed = new Ode<>(
                (t, y, given) -> field.function().apply(new Moment<>(t, y, given.p), given.field),
                ode.method(),
                ode.control(),
                ode.fixed(),
                ode.times(),
                ode.recorded(),
                ode.keepsDense(),
                events,
                ode.gradient());
        return new ClosedProblem<>(closed, new Given<>(p, field.captured(), captured));
    }
}
