package dev.costate.numerics.ode;

import static dev.costate.Costate.scan;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A problem with its state as a vector and its parameters bound.
///
/// @param ode the problem
/// @param flattening how the state is a vector
/// @param p the parameters
record Solving<Y, P>(Ode<Y, P> ode, Flattening<Y> flattening, P p) {
    Solution<Y> solve(Y y0, Tensor begin, Tensor end) {
        checkTolerances();
        Tensor y = flattening.vector("solve: the state", y0);
        return solution(begin, moments(y, begin, end));
    }

    private Moments moments(Tensor y, Tensor begin, Tensor end) {
        return switch (ode.gradient()) {
            case Gradient.Checkpointed way -> new DiscreteAdjoint<>(ode, flattening, way).of(y, begin, end, p);
            case Gradient.Forward _ -> march(y, begin, end, 0).moments();
            case Backsolve way -> continuous(ode, flattening, way).of(y, begin, end, p);
            case Gradient.Stored way -> stored(way, begin, end).march(begin, y);
        };
    }

    static <Y, P> ContinuousAdjoint<Y, P> continuous(Ode<Y, P> ode, Flattening<Y> flattening, Backsolve way) {
        if (ode.recorded() > 0) {
            throw new IllegalArgumentException(
                    "solve: backsolve has gradients of the end, of saved states and of events, not of steps or"
                            + " dense output; leave these out, or leave the gradient as it is");
        }
        return new ContinuousAdjoint<>(ode, flattening, way);
    }

    private StoredSteps stored(Gradient.Stored way, Tensor begin, Tensor end) {
        if (ode.fixed() == 0) {
            throw new IllegalArgumentException("solve: stored gradients are of equal steps; say how many steps there"
                    + " are with steps(n), or leave the gradient as it is");
        }
        return new StoredSteps(ode, equal(begin, end, keepsRows()), triggers(), way.levels());
    }

    /// An integration.
    ///
    /// @param ended whether an event ended it, `bool[]`
    /// @param trail what the way back needs, if it was asked for
    record March(Moments moments, Tensor ended, Optional<Trail> trail) {
        /// One without events.
        static March through(Progress last, Optional<Trail> trail) {
            return new March(Moments.of(last, Optional.empty()), Tensor.scalar(DType.BOOL, 0), trail);
        }
    }

    private record Trodden(Progress progress, Trail trail) {}

    /// Integrates.
    ///
    /// @param slots how many states are kept for the way back; 0 for no way back
    March march(Tensor y, Tensor begin, Tensor end, int slots) {
        Stepping stepping = stepping(begin, end, keepsRows());
        int together = Stretch.steps(y.size());
        Optional<Trail> trail =
                slots == 0 ? Optional.empty() : Optional.of(Trail.none(begin, y, lengths(), together, slots));
        if (stops()) {
            Stops.Recorded recorded = stops(stepping).run(begin, y, trail);
            Moments moments = Moments.of(recorded.last(), Optional.of(recorded.all()));
            return new March(moments, recorded.ended(), recorded.trail());
        }
        Progress first = stepping.begin(begin, y);
        if (trail.isPresent()) {
            Trodden last = whileLoop(
                    (Trodden now) -> stepping.goesOn(now.progress),
                    now -> trodden(stepping, now),
                    new Trodden(first, trail.get()));
            return March.through(last.progress, Optional.of(last.trail));
        }
        Progress last = ode.fixed() > 0
                ? scan(stepping::attempt, first, ode.fixed())
                : whileLoop(stepping::goesOn, stepping::attempt, first);
        return March.through(last, Optional.empty());
    }

    private record Running(Progress progress, Stretch stretch) {}

    /// Another stretch.
    private static Trodden trodden(Stepping stepping, Trodden now) {
        Progress from = now.progress;
        Running first = new Running(from, Stretch.none(from.t(), from.y(), now.trail.together()));
        Fn1<Running, Running> attempt = x -> {
            Progress next = stepping.attempt(x.progress);
            return new Running(next, x.stretch.after(x.progress, next));
        };
        Running last = now.trail.together() == 1
                ? attempt.apply(first)
                : whileLoop(
                        (Running x) -> stepping.goesOn(x.progress)
                                .and(x.stretch.isFull().not()),
                        attempt,
                        first);
        return new Trodden(
                last.progress,
                now.trail.after(last.stretch, last.stretch.count().gt(0)));
    }

    /// Of how many steps the way back needs the lengths: equal ones follow from their number.
    private int lengths() {
        int most = ode.control().maxSteps();
        return ode.fixed() > 0 ? 1 : ode.recorded() > 0 ? Math.min(ode.recorded(), most) : most;
    }

    /// Whether anything is recorded on the way.
    boolean stops() {
        return ode.times().dim(0) + ode.recorded() + ode.events().size() > 0;
    }

    /// Whether steps make the rows of their dense output.
    boolean keepsRows() {
        return ode.keepsDense() || ode.times().dim(0) > 0 || !ode.events().isEmpty();
    }

    Stops stops(Stepping stepping) {
        return new Stops(stepping, ode.times(), ode.recorded(), triggers(), ode.keepsDense());
    }

    List<Trigger> triggers() {
        return ode.events().stream().map(this::trigger).toList();
    }

    void checkTolerances() {
        checkTolerance(ode.control().tolerance().relative());
        checkTolerance(ode.control().tolerance().absolute());
    }

    private void checkTolerance(Tensor of) {
        boolean one = of.rank() == 0;
        if (!one && (of.rank() != 1 || of.dim(0) != flattening.size())) {
            throw new ShapeException(
                    "tolerance: it is " + of.type() + ", the state has " + flattening.size() + " numbers",
                    "expected a scalar or one for each");
        }
    }

    /// The field on flat vectors.
    Field field() {
        DType dtype = flattening.dtype();
        return (t, y) ->
                flattening.vector("solve: the field's result", ode.field().at(t.to(dtype), flattening.tree(y), p));
    }

    Stepping stepping(Tensor begin, Tensor end, boolean rows) {
        Method method = ode.method();
        if (ode.fixed() > 0) {
            return equal(begin, end, rows);
        }
        if (method.errorOrder() == 0) {
            throw new IllegalArgumentException("solve: " + method.name()
                    + " has no error estimate to choose steps by; say how many there are with steps(n)");
        }
        int most = ode.recorded() > 0 ? ode.recorded() : Integer.MAX_VALUE;
        Tensor direction = end.ge(begin).select(1, Tensor.scalar(-1));
        return new Adaptive(method, ode.control(), field(), end, direction, most, rows);
    }

    private Equal equal(Tensor begin, Tensor end, boolean rows) {
        Tolerance tolerance = ode.control().tolerance();
        return new Equal(ode.method(), tolerance, field(), begin, end, ode.fixed(), rows);
    }

    private Trigger trigger(Event<Y, P> event) {
        DType dtype = flattening.dtype();
        Field function = (t, y) -> {
            Tensor value = event.function().at(t.to(dtype), flattening.tree(y), p);
            if (value.rank() != 0 || !value.dtype().isFloating()) {
                throw new ShapeException("event: its function is " + value.type(), "expected a floating scalar");
            }
            return value;
        };
        return new Trigger(function, event.crossing(), event.most(), event.terminal());
    }

    Solution<Y> solution(Tensor begin, Moments moments) {
        Y saved = nothing();
        Steps<Y> steps = noSteps();
        Dense<Y> dense = noDense(begin, moments.t());
        List<Occurrences<Y>> events = new ArrayList<>();
        if (moments.stops().isPresent()) {
            Stop all = moments.stops().get();
            int kinds = ode.events().size();
            int k = ode.times().dim(0);
            saved = k == 0 ? saved : flattening.tree(Stop.of(all, kinds, k).y());
            if (ode.recorded() > 0) {
                Stop ends = Stop.of(all, kinds + 1, ode.recorded());
                steps = new Steps<>(
                        ends.time(),
                        flattening.tree(ends.y()),
                        moments.statistics().accepted());
                dense = ode.keepsDense() ? dense(begin, moments.t(), ends) : dense;
            }
            for (int e = 0; e < kinds; e++) {
                Stop found = Stop.of(all, e, ode.events().get(e).most());
                Tensor count = all.kind().eq(e).to(DType.INT32).sum();
                events.add(new Occurrences<>(found.time(), flattening.tree(found.y()), count));
            }
        }
        return new Solution<>(
                moments.t(),
                flattening.tree(moments.result()),
                saved,
                steps,
                dense,
                events,
                moments.statistics(),
                moments.failure());
    }

    private Dense<Y> dense(Tensor begin, Tensor end, Stop ends) {
        Span span = ends.span();
        return new Dense<>(ode.method(), flattening, begin, end, ends.time(), span.start(), span.length(), span.rows());
    }

    /// No states.
    private Y nothing() {
        return flattening.tree(Creation.zeros(flattening.dtype(), Shape.of(0, flattening.size())));
    }

    private Steps<Y> noSteps() {
        return new Steps<>(Creation.zeros(DType.FLOAT64, Shape.of(0)), nothing(), Tensor.scalar(DType.INT32, 0));
    }

    private Dense<Y> noDense(Tensor begin, Tensor end) {
        Tensor none = Creation.zeros(DType.FLOAT64, Shape.of(0));
        return new Dense<>(ode.method(), flattening, begin, end, none, none, none, List.of());
    }
}
