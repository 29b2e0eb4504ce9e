package dev.costate.numerics.ode;

import static dev.costate.Costate.switchCase;
import static dev.costate.Costate.vjp;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.numerics.checkpoint.FloatingLeaves;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;

/// The stops of an integration, gone over from the last to the first.
///
/// A stop depends on the step in which it lies. When it is follows from what it is: a time that is saved is
/// given, the end of a step is that of the step, and an event is where its function is 0 on the step's dense
/// output.
///
/// @param ode the problem
/// @param flattening how the state is a vector
/// @param all what was recorded
/// @param cotangent of it
/// @param times the times that are saved
record StopsBackwards<Y, P>(Ode<Y, P> ode, Flattening<Y> flattening, Stop all, Stop cotangent, Tensor times) {
    /// What a stop is differentiated by.
    ///
    /// @param step in which it lies
    /// @param time when, if it is a time that is saved
    /// @param p the floating parameters, if there are events
    private record Inputs(StepEnd step, Tensor time, List<Tensor> p) {}

    /// Cotangents on their way back.
    ///
    /// @param step of the step whose stops are gone over
    /// @param p of the floating parameters, if there are events
    /// @param times of the times that are saved
    /// @param stop the last stop that was not gone over, `i32[]`
    record Pulled(StepEnd step, List<Tensor> p, Tensor times, Tensor stop) {}

    /// The stops of an integration. What comes to an end that is an event, and to the end of the step that it
    /// cut short, comes to the event.
    static <Y, P> StopsBackwards<Y, P> of(
            Ode<Y, P> ode, Flattening<Y> flattening, Tensor times, Stop all, Tensor ended, Moments cotangent) {
        Stop given = cotangent.stops().orElseThrow();
        if (ode.events().stream().noneMatch(Event::terminal)) {
            return new StopsBackwards<>(ode, flattening, all, given, times);
        }
        Tensor event = Stop.lastEvent(all.kind(), ode.events().size());
        Tensor behind = Creation.arange(DType.INT32, all.kind().dim(0)).gt(event);
        Tensor isEnd = ended.and(behind).and(all.kind().eq(ode.events().size() + 1));
        Index last = Index.places(event);
        Tensor time = isEnd.select(0, given.time())
                .at(last)
                .add(ended.select(cotangent.t(), 0)
                        .add(isEnd.select(given.time(), 0).sum()));
        Tensor y = isEnd.unsqueeze(1)
                .select(0, given.y())
                .at(last)
                .add(ended.select(cotangent.y(), 0)
                        .add(isEnd.unsqueeze(1).select(given.y(), 0).sum(0)));
        Stop withEnd = new Stop(given.kind(), given.step(), time, y, given.span());
        return new StopsBackwards<>(ode, flattening, all, withEnd, times);
    }

    int count() {
        return all.kind().dim(0);
    }

    /// Nothing comes from what is not there.
    Tensor ofState(Tensor i) {
        return present(i).select(at(cotangent.y(), i), 0);
    }

    /// Adds the cotangents of a step's stops to that of what the step makes.
    ///
    /// @param number how many steps there were after it, `i32[]`
    Pulled pull(Tensor number, StepEnd made, FloatingLeaves<P> p, Pulled from) {
        return whileLoop(
                (Pulled now) -> now.stop.ge(0).and(at(all.step(), now.stop).eq(number)),
                now -> one(made, p, now),
                from);
    }

    private Pulled one(StepEnd made, FloatingLeaves<P> p, Pulled now) {
        Tensor kind = at(all.kind(), now.stop);
        Tensor isTime = kind.eq(timesKind());
        Tensor before = all.kind().eq(timesKind()).to(DType.INT32).cumSum(0).sub(1);
        int most = Math.max(times.dim(0), 1);
        Tensor number = at(before, now.stop).clamp(0, most - 1);
        Tensor time = times.dim(0) == 0 ? made.t() : at(times, number);
        Tensor known = at(all.time(), now.stop);
        Inputs inputs = new Inputs(made, time, now.p.isEmpty() ? List.of() : p.values());
        Inputs pulled =
                vjp((Inputs x) -> stop(kind, known, p, x), inputs).pullback().apply(of(now.stop));
        Tensor sum = times.dim(0) == 0
                ? now.times
                : now.times.at(Index.places(number)).add(isTime.select(pulled.time, 0));
        return new Pulled(
                Tree.map(now.step, pulled.step, Tensor::add),
                FloatingLeaves.add(now.p, pulled.p),
                sum,
                now.stop.sub(1));
    }

    /// A stop, as a function of what it is differentiated by.
    private StepEnd stop(Tensor kind, Tensor known, FloatingLeaves<P> p, Inputs x) {
        StepEnd made = x.step;
        List<Tensor> rows = ode.keepsDense() ? made.span().rows() : List.of();
        Span span = new Span(made.span().start(), made.span().length(), rows);
        Tensor time = time(kind, known, p, x);
        Tensor isWithin = kind.ge(0).and(kind.le(timesKind()));
        Tensor y = made.span().rows().isEmpty()
                ? made.y()
                : isWithin.select(made.span().at(ode.method(), time), made.y());
        return new StepEnd(time, y, span);
    }

    private Tensor time(Tensor kind, Tensor known, FloatingLeaves<P> p, Inputs x) {
        if (ode.events().isEmpty()) {
            return kind.eq(timesKind()).select(x.time, x.step.t());
        }
        List<Fn1<Inputs, Tensor>> kinds = new ArrayList<>();
        for (int e = 0; e < ode.events().size(); e++) {
            int event = e;
            kinds.add(at -> root(event, known, p, at));
        }
        kinds.add(at -> at.time);
        kinds.add(at -> at.step.t());
        return switchCase(kind.lt(0).select(timesKind() + 1, kind), kinds, x);
    }

    private Tensor root(int event, Tensor known, FloatingLeaves<P> p, Inputs x) {
        Trigger trigger = new Solving<>(ode, flattening, p.with(x.p)).triggers().get(event);
        Span span = x.step.span();
        return trigger.time(ode.method(), span, span.theta(known));
    }

    private int timesKind() {
        return ode.events().size();
    }

    private StepEnd of(Tensor i) {
        Span span = Tree.map(cotangent.span(), rows -> present(i).select(at(rows, i), 0));
        return new StepEnd(present(i).select(at(cotangent.time(), i), 0), ofState(i), span);
    }

    private Tensor present(Tensor i) {
        return at(all.kind(), i).ge(0);
    }

    private static Tensor at(Tensor rows, Tensor i) {
        return rows.at(Index.places(i)).get();
    }
}
