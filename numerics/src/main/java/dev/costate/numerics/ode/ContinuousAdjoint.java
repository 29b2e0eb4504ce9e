package dev.costate.numerics.ode;

import static dev.costate.Costate.customVjp;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scanReverse;
import static dev.costate.Costate.switchCase;
import static dev.costate.Costate.vjp;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Vjp;
import dev.costate.WithResidual;
import dev.costate.function.Fn1;
import dev.costate.numerics.checkpoint.FloatingLeaves;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An integration whose reverse derivative is the costate's differential equation: see [Backsolve].
///
/// @param ode the problem; it records no steps
/// @param flattening how the state is a vector
/// @param way how it is solved backwards
record ContinuousAdjoint<Y, P>(Ode<Y, P> ode, Flattening<Y> flattening, Backsolve way) {
    private static final double TIGHTER = 0.01;

    /// What the integration depends on.
    record Argument<P>(Tensor y, Tensor begin, Tensor end, Tensor times, Tolerance tolerance, P p) {}

    /// What the way back needs.
    ///
    /// @param t the time at the end
    /// @param end the state there
    /// @param stops saved states and events, in order
    /// @param ended whether an event ended it
    record Residual<P>(Argument<P> argument, Tensor t, Tensor end, Nodes stops, Tensor ended, Tensor failure) {}

    /// Stops, without their spans.
    ///
    /// @param kind `i32[m]`, as [Stop#kind]
    /// @param time `f64[m]`
    /// @param y `f[m,n]`
    record Nodes(Tensor kind, Tensor time, Tensor y) {
        /// The first `most` stops.
        static Nodes of(Optional<Stop> all, Tensor like, int most) {
            return all.map(stops -> new Nodes(
                            Layout.slice(stops.kind(), 0, 0, most),
                            Layout.slice(stops.time(), 0, 0, most),
                            Layout.slice(stops.y(), 0, 0, most)))
                    .orElseGet(() -> new Nodes(
                            Creation.zeros(DType.INT32, Shape.of(0)),
                            Creation.zeros(DType.FLOAT64, Shape.of(0)),
                            Creation.zeros(like.dtype(), Shape.of(0, like.size()))));
        }
    }

    /// The cotangents of what an integration comes to.
    ///
    /// @param end of the state at the end
    /// @param states of those at the stops, `f[m,n]`
    /// @param times of the events' times, `f64[m]`; not looked at where a stop is no event
    record Cotangent(Tensor end, Tensor states, Tensor times) {
        Cotangent times(Tensor factor) {
            return new Cotangent(end.mul(factor), states.mul(factor), times.mul(factor));
        }

        /// The largest of all numbers, 1 if all are 0.
        Tensor size() {
            Tensor all = largest(end).maximum(largest(states)).maximum(largest(times.to(end.dtype())));
            return all.eq(0).select(1, all);
        }

        private static Tensor largest(Tensor x) {
            return x.size() == 0
                    ? Creation.zeros(x.dtype(), Shape.scalar())
                    : x.abs().max();
        }
    }

    /// State, costate and the integral over the parameters on their way back.
    private record Augmented(Tensor y, Tensor costate, List<Tensor> p) {}

    /// What comes of a way back.
    ///
    /// @param y of the state at the beginning
    /// @param begin of the time at the beginning
    /// @param end of the time at the end
    /// @param times of the times that are saved
    /// @param p of the floating parameters
    /// @param mismatch the largest distance of a state that was reconstructed from the one that is known,
    ///     relative to it
    /// @param statistics what it took
    /// @param failure `i32[]`
    record Back(
            Tensor y,
            Tensor begin,
            Tensor end,
            Tensor times,
            List<Tensor> p,
            Tensor mismatch,
            Statistics statistics,
            Tensor failure) {}

    Moments of(Tensor y, Tensor begin, Tensor end, P p) {
        Argument<P> argument =
                new Argument<>(y, begin, end, ode.times(), ode.control().tolerance(), p);
        return customVjp(this::run, this::keep, this::back, this::along).apply(argument);
    }

    private Moments run(Argument<P> a) {
        return march(a).moments();
    }

    private Moments along(Argument<P> at, Argument<P> direction) {
        return jvp(this::run, at, direction).tangent();
    }

    Solving.March march(Argument<P> a) {
        return new Solving<>(ode.with(a.times, a.tolerance), flattening, a.p).march(a.y, a.begin, a.end, 0);
    }

    private WithResidual<Moments, Residual<P>> keep(Argument<P> a) {
        Solving.March march = march(a);
        return new WithResidual<>(march.moments(), residual(a, march));
    }

    /// What is needed to go back from an integration.
    Residual<P> residual(Argument<P> a, Solving.March march) {
        Moments moments = march.moments();
        Nodes stops = Nodes.of(moments.stops(), a.y, most());
        return new Residual<>(a, moments.t(), moments.y(), stops, march.ended(), moments.failure());
    }

    /// How many stops there are at most.
    private int most() {
        return ode.times().dim(0) + ode.events().stream().mapToInt(Event::most).sum();
    }

    /// The cotangents that go back, of those of what an integration comes to.
    Cotangent cotangent(Residual<P> kept, Moments cotangent) {
        Nodes stops = Nodes.of(cotangent.stops(), kept.argument.y, most());
        Tensor present = kept.stops.kind.ge(0);
        Tensor states = present.unsqueeze(1).select(stops.y, 0);
        Tensor times = present.select(stops.time, 0);
        if (ode.events().stream().anyMatch(Event::terminal)) {
            // What comes to an end that is an event comes to that.
            Index last =
                    Index.places(Stop.lastEvent(kept.stops.kind, ode.events().size()));
            states = states.at(last).add(kept.ended.select(cotangent.y(), 0));
            times = times.at(last).add(kept.ended.select(cotangent.t(), 0));
        }
        return new Cotangent(kept.ended.select(0, cotangent.y()), states, times);
    }

    private Argument<P> back(Residual<P> kept, Moments cotangent) {
        Argument<P> a = kept.argument;
        Cotangent ct = cotangent(kept, cotangent);
        Back back = back(kept, ct, way);
        // A tap is a value on the way to the result.
        Tensor y = back.mismatch.tap("backsolve mismatch").ge(0).select(back.y, Double.NaN);
        if (way.estimate()) {
            y = error(kept, ct, back).tap("backsolve error").ge(0).select(y, Double.NaN);
        }
        FloatingLeaves<P> p = FloatingLeaves.of(a.p);
        return new Argument<>(
                y,
                back.begin,
                back.end.add(kept.ended.select(0, cotangent.t())),
                back.times,
                Tree.map(a.tolerance, Creation::zerosLike),
                p.cotangent(back.p));
    }

    /// The estimate of [Estimate#error].
    Tensor error(Residual<P> kept, Cotangent ct, Back back) {
        Argument<P> a = kept.argument;
        Tolerance tolerance = new Tolerance(
                a.tolerance.relative().mul(TIGHTER), a.tolerance.absolute().mul(TIGHTER));
        int fixed = ode.fixed() > 0 ? 4 * ode.fixed() : 0;
        Ode<Y, P> finer = fixed > 0 ? ode.steps(fixed) : ode;
        Argument<P> same = new Argument<>(a.y, a.begin, a.end, a.times, tolerance, a.p);
        ContinuousAdjoint<Y, P> adjoint = new ContinuousAdjoint<>(finer, flattening, way);
        Residual<P> tight = adjoint.residual(same, adjoint.march(same));
        Back second = back(tight, ct, way.times(TIGHTER));
        Tensor size = norm(back);
        Tensor change = distance(back, second);
        Tensor lost = back.mismatch.to(DType.FLOAT64).minimum(1).mul(size);
        Tensor error = change.add(lost);
        return error.isNaN().select(Double.POSITIVE_INFINITY, error);
    }

    private static Tensor norm(Back back) {
        Tensor sum = square(back.y);
        for (Tensor p : back.p) {
            sum = sum.add(square(p));
        }
        return sum.sqrt();
    }

    private static Tensor distance(Back a, Back b) {
        Tensor sum = square(a.y.sub(b.y));
        for (int i = 0; i < a.p.size(); i++) {
            sum = sum.add(square(a.p.get(i).sub(b.p.get(i))));
        }
        return sum.sqrt();
    }

    private static Tensor square(Tensor x) {
        return x.to(DType.FLOAT64).square().sum();
    }

    private record Carry(Tensor t, Augmented at, Tensor mismatch, Statistics statistics, Tensor failure) {}

    /// A stop, with the cotangents of its state and its time.
    private record Node(Tensor kind, Tensor time, Tensor y, Tensor cotangent, Tensor moment) {}

    /// Goes back from the end to the beginning, from saved time to saved time.
    Back back(Residual<P> kept, Cotangent given, Backsolve way) {
        Argument<P> a = kept.argument;
        DType dtype = a.y.dtype();
        Tensor size = given.size();
        Cotangent ct = given.times(size.rdiv(1));
        FloatingLeaves<P> p = FloatingLeaves.of(a.p);
        List<Tensor> zeros = p.zeros().stream().map(x -> x.to(dtype)).toList();
        Tensor none = Tensor.scalar(DType.INT32, 0);
        Carry begin = new Carry(
                kept.t,
                new Augmented(kept.end, ct.end, zeros),
                Creation.zeros(dtype, Shape.scalar()),
                new Statistics(none, none, none, Tensor.scalar(0)),
                kept.failure);
        Optional<Dense<Y>> states = states(a, way);
        // What is not there is at the end, where nothing comes to it.
        Tensor there = kept.stops.kind.ge(0);
        Tensor times = there.select(kept.stops.time, kept.t);
        Tensor at = there.unsqueeze(1).select(kept.stops.y, kept.end);
        Scanned<Carry, Tensor> nodes = scanReverse(
                (Carry now, Node node) -> {
                    Carry before = solved(now, node.time, node.y, p, way, states);
                    Tensor slope = field(a.p).at(node.time, node.y);
                    Tensor along = slope.mul(node.cotangent).sum();
                    Augmented jumped = jumped(before.at, node, slope, along, p);
                    return new Step<>(
                            new Carry(node.time, jumped, before.mismatch, before.statistics, before.failure), along);
                },
                begin,
                new Node(kept.stops.kind, times, at, ct.states, ct.times));
        Carry first = solved(nodes.carry(), a.begin, a.y, p, way, states);
        Augmented all = first.at;
        Tensor atEnd = field(a.p).at(kept.t, kept.end).mul(ct.end).sum();
        // What is saved at the very beginning does not move with it.
        Tensor isTime = kept.stops.kind.eq(ode.events().size());
        Tensor isBegin = isTime.and(times.eq(a.begin));
        Tensor moving =
                all.costate.sub(isBegin.unsqueeze(1).select(ct.states, 0).sum(0));
        Tensor atBegin = field(a.p).at(a.begin, a.y).mul(moving).sum();
        Tensor failed = first.failure.ne(0);
        List<Tensor> byP = new ArrayList<>();
        for (int i = 0; i < all.p.size(); i++) {
            Tensor here = failed.select(Double.NaN, all.p.get(i).mul(size));
            byP.add(here.to(p.values().get(i).dtype()));
        }
        return new Back(
                failed.select(Double.NaN, all.costate.mul(size)),
                failed.select(Double.NaN, atBegin.mul(size).neg()).to(DType.FLOAT64),
                atEnd.mul(size).to(DType.FLOAT64),
                byTimes(
                        isTime,
                        isTime.and(isBegin.not()).select(nodes.out().mul(size).to(DType.FLOAT64), 0)),
                byP,
                failed.select(Double.POSITIVE_INFINITY, first.mismatch),
                first.statistics,
                first.failure);
    }

    /// What comes to the times that are saved, of what comes to all stops.
    private Tensor byTimes(Tensor isTime, Tensor all) {
        int k = ode.times().dim(0);
        if (k == all.dim(0)) {
            return all;
        }
        Tensor number = isTime.to(DType.INT32).cumSum(0).sub(1).clamp(0, Math.max(k - 1, 0));
        Tensor none = Creation.zeros(DType.FLOAT64, Shape.of(k));
        return k == 0 ? none : none.at(Index.places(number)).add(all);
    }

    /// State and costate before a stop.
    private Augmented jumped(Augmented at, Node node, Tensor slope, Tensor along, FloatingLeaves<P> p) {
        Augmented there = new Augmented(node.y, at.costate.add(node.cotangent), at.p);
        if (ode.events().isEmpty()) {
            return there;
        }
        Tensor moved = along.to(DType.FLOAT64).add(node.moment);
        List<Fn1<Augmented, Augmented>> kinds = new ArrayList<>();
        for (int e = 0; e < ode.events().size(); e++) {
            int event = e;
            kinds.add(x -> moved(x, event, node.time, slope, moved, p));
        }
        kinds.add(x -> x);
        return switchCase(node.kind.lt(0).select(kinds.size() - 1, node.kind), kinds, there);
    }

    private record Moment(Tensor t, Tensor y) {}

    /// The time of an event is a function of state and parameters, `dt = -(dg/dy dy + dg/dp dp) / (dg/dt)`:
    /// what comes to it goes on to them.
    ///
    /// @param moved what comes to the time, `f64[]`
    private Augmented moved(Augmented at, int event, Tensor time, Tensor slope, Tensor moved, FloatingLeaves<P> p) {
        Vjp<Inputs, Tensor> g =
                vjp((Inputs x) -> trigger(event, p.with(x.p)).at(time, x.y), new Inputs(at.y, p.values()));
        Inputs by = g.pullback().apply(Tensor.scalar(1));
        Trigger here = trigger(event, p.with(p.values()));
        Tensor steepness = jvp(
                        (Moment m) -> here.at(m.t, m.y), new Moment(time, at.y), new Moment(Tensor.scalar(1), slope))
                .tangent();
        DType dtype = at.y.dtype();
        Tensor factor = moved.neg().div(steepness).to(dtype);
        List<Tensor> parts = by.p.stream().map(x -> x.to(dtype).mul(factor)).toList();
        return new Augmented(at.y, at.costate.add(by.y.mul(factor)), FloatingLeaves.add(at.p, parts));
    }

    private Trigger trigger(int event, P p) {
        return new Solving<>(ode, flattening, p).triggers().get(event);
    }

    private Field field(P p) {
        return new Solving<>(ode, flattening, p).field();
    }

    /// The forward solution as a function of time, if states are to be taken from it.
    private Optional<Dense<Y>> states(Argument<P> a, Backsolve way) {
        if (way.steps() == 0) {
            return Optional.empty();
        }
        Tensor none = Creation.zeros(DType.FLOAT64, Shape.of(0));
        Ode<Y, P> dense = ode.with(none, a.tolerance).dense(way.steps()).gradient(new Gradient.Forward());
        Solution<Y> s = dense.solve(flattening.tree(a.y), a.begin, a.end, a.p);
        return Optional.of(s.dense());
    }

    /// Solves backwards to a time at which the state is known to be `y`.
    private Carry solved(
            Carry from, Tensor time, Tensor y, FloatingLeaves<P> p, Backsolve way, Optional<Dense<Y>> states) {
        VectorField<Augmented, List<Tensor>> adjoint = (t, now, _) -> {
            Tensor state = states.map(known -> flattening.vector("backsolve: the state", known.at(t)))
                    .orElse(now.y);
            Vjp<Inputs, Tensor> f =
                    vjp((Inputs x) -> field(p.with(x.p)).at(t.to(DType.FLOAT64), x.y), new Inputs(state, p.values()));
            Inputs pulled = f.pullback().apply(now.costate);
            DType dtype = now.y.dtype();
            return new Augmented(
                    states.isPresent() ? Creation.zerosLike(now.y) : f.value(),
                    pulled.y.neg(),
                    pulled.p.stream().map(x -> x.neg().to(dtype)).toList());
        };
        Control control = ode.control().withTolerance(Tolerance.of(way.relative(), way.absolute()));
        Solution<Augmented> s = Ode.of(adjoint)
                .method(way.method())
                .control(control)
                .gradient(new Gradient.Forward())
                .solve(from.at, from.t, time, List.of());
        Tensor away = s.y().y.sub(y).norm().div(y.norm().maximum(Double.MIN_NORMAL));
        Tensor mismatch = states.isPresent() ? from.mismatch : from.mismatch.maximum(away);
        Tensor failure = from.failure.eq(0).select(s.failure(), from.failure);
        return new Carry(time, s.y(), mismatch, from.statistics.add(s.statistics()), failure);
    }

    private record Inputs(Tensor y, List<Tensor> p) {}
}
