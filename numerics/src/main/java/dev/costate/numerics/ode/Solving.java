package dev.costate.numerics.ode;

import static dev.costate.Costate.scan;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;

/// A problem with its state as a vector and its parameters bound.
///
/// @param ode the problem
/// @param flattening how the state is a vector
/// @param p the parameters
record Solving<Y, P>(Ode<Y, P> ode, Flattening<Y> flattening, P p) {
    Solution<Y> solve(Y y0, Tensor begin, Tensor end) {
        boolean stops = ode.times().dim(0) + ode.recorded() + ode.events().size() > 0;
        boolean rows = ode.keepsDense() || ode.times().dim(0) > 0 || !ode.events().isEmpty();
        Stepping stepping = stepping(begin, end, rows);
        Tensor y = flattening.vector("solve: the state", y0);
        if (stops) {
            List<Trigger> triggers = ode.events().stream().map(this::trigger).toList();
            Stops all = new Stops(stepping, ode.times(), ode.recorded(), triggers, ode.keepsDense());
            return solution(begin, all, all.run(begin, y));
        }
        Progress first = stepping.begin(begin, y);
        Progress last = ode.fixed() > 0
                ? scan(stepping::attempt, first, ode.fixed())
                : whileLoop(stepping::goesOn, stepping::attempt, first);
        return solution(last, nothing(), noSteps(), noDense(begin, last.t()), List.of());
    }

    /// The field on flat vectors.
    Field field() {
        DType dtype = flattening.dtype();
        return (t, y) -> flattening.vector(
                "solve: the field's result", ode.field().at(t.to(dtype), flattening.tree(y), p));
    }

    private Stepping stepping(Tensor begin, Tensor end, boolean rows) {
        Method method = ode.method();
        if (ode.fixed() > 0) {
            Tolerance tolerance = ode.control().tolerance();
            return new Equal(method, tolerance, field(), begin, end, ode.fixed(), rows);
        }
        if (method.errorOrder() == 0) {
            throw new IllegalArgumentException("solve: " + method.name()
                    + " has no error estimate to choose steps by; say how many there are with steps(n)");
        }
        int most = ode.recorded() > 0 ? ode.recorded() : Integer.MAX_VALUE;
        Tensor direction = end.ge(begin).select(1, Tensor.scalar(-1));
        return new Adaptive(method, ode.control(), field(), end, direction, most, rows);
    }

    private Trigger trigger(Event<Y, P> event) {
        DType dtype = flattening.dtype();
        Field function = (t, y) -> event.function().at(t.to(dtype), flattening.tree(y), p);
        return new Trigger(function, event.crossing(), event.most(), event.terminal());
    }

    private Solution<Y> solution(Tensor begin, Stops stops, Stops.Recorded recorded) {
        Progress last = recorded.last();
        Stop all = recorded.all();
        int k = ode.times().dim(0);
        Y saved = k == 0 ? nothing() : flattening.tree(Stop.of(all, stops.timesKind(), k).y());
        Steps<Y> steps = noSteps();
        Dense<Y> dense = noDense(begin, last.t());
        if (ode.recorded() > 0) {
            Stop ends = Stop.of(all, stops.stepsKind(), ode.recorded());
            steps = new Steps<>(ends.time(), flattening.tree(ends.y()), last.accepted());
            if (ode.keepsDense()) {
                dense = new Dense<>(
                        ode.method(),
                        flattening,
                        begin,
                        last.t(),
                        ends.time(),
                        ends.span().start(),
                        ends.span().length(),
                        ends.span().rows());
            }
        }
        List<Occurrences<Y>> events = new ArrayList<>();
        for (int e = 0; e < stops.triggers().size(); e++) {
            Stop found = Stop.of(all, e, stops.triggers().get(e).most());
            Tensor count = all.kind().eq(e).to(DType.INT32).sum();
            events.add(new Occurrences<>(found.time(), flattening.tree(found.y()), count));
        }
        return solution(last, saved, steps, dense, events);
    }

    private Solution<Y> solution(
            Progress last,
            Y saved,
            Steps<Y> steps,
            Dense<Y> dense,
            List<Occurrences<Y>> events) {
        return new Solution<>(
                last.t(),
                flattening.tree(last.result()),
                saved,
                steps,
                dense,
                events,
                last.statistics(),
                last.failure());
    }

    /// No states.
    private Y nothing() {
        return flattening.tree(Creation.zeros(flattening.dtype(), Shape.of(0, flattening.size())));
    }

    private Steps<Y> noSteps() {
        return new Steps<>(
                Creation.zeros(DType.FLOAT64, Shape.of(0)), nothing(), Tensor.scalar(DType.INT32, 0));
    }

    private Dense<Y> noDense(Tensor begin, Tensor end) {
        Tensor none = Creation.zeros(DType.FLOAT64, Shape.of(0));
        return new Dense<>(ode.method(), flattening, begin, end, none, none, none, List.of());
    }
}
