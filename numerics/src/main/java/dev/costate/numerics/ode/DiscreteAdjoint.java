package dev.costate.numerics.ode;

import static dev.costate.Costate.customVjp;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vjp;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Vjp;
import dev.costate.WithResidual;
import dev.costate.numerics.checkpoint.FloatingLeaves;
import dev.costate.numerics.checkpoint.ReverseSweep;
import dev.costate.ops.Creation;
import java.util.List;
import java.util.Optional;

/// An integration whose reverse derivative is that of the steps it made.
///
/// @param ode the problem; it has no events
/// @param flattening how the state is a vector
/// @param way how many states are kept
record DiscreteAdjoint<Y, P>(Ode<Y, P> ode, Flattening<Y> flattening, Gradient.Checkpointed way) {
    /// What the integration depends on.
    private record Argument<P>(Tensor y, Tensor begin, Tensor end, Tensor times, Tolerance tolerance, P p) {}

    private record Residual<P>(
            Argument<P> argument, Trail trail, Tensor steps, Tensor end, Tensor failure, Optional<Stop> stops) {}

    /// What a step is differentiated by.
    private record Inputs(Tensor t, Tensor y, Tensor begin, Tensor end, List<Tensor> p) {}

    /// What a step makes.
    private record Outputs(Tensor t, Tensor y, Span span) {}

    /// What a stop is differentiated by.
    private record StopInputs(Outputs step, Tensor time) {}

    /// What a stop makes.
    private record StopOutputs(Tensor time, Tensor y, Span span) {}

    /// The cotangents on their way back.
    ///
    /// @param at those of what the next step to be gone over makes, and of what all steps depend on
    /// @param times those of the times that are saved
    /// @param stop the last stop that was not gone over
    private record Costate(Inputs at, Tensor times, Tensor stop) {}

    Moments of(Tensor y, Tensor begin, Tensor end, P p) {
        Argument<P> argument =
                new Argument<>(y, begin, end, ode.times(), ode.control().tolerance(), p);
        return customVjp(this::run, this::keep, this::back, this::along).apply(argument);
    }

    private Solving<Y, P> solving(Argument<P> a) {
        return new Solving<>(ode.with(a.times, a.tolerance), flattening, a.p);
    }

    private Moments run(Argument<P> a) {
        return solving(a).march(a.y, a.begin, a.end, 0).moments();
    }

    private Moments along(Argument<P> at, Argument<P> direction) {
        return jvp(this::run, at, direction).tangent();
    }

    private WithResidual<Moments, Residual<P>> keep(Argument<P> a) {
        long bytes = (long) a.y.size() * a.y.dtype().bytes() + DType.FLOAT64.bytes();
        int slots =
                way.slots(bytes, ode.fixed() > 0 ? ode.fixed() : ode.control().maxSteps());
        Solving.March march = solving(a).march(a.y, a.begin, a.end, slots);
        Moments moments = march.moments();
        Trail trail = march.trail().orElseThrow();
        return new WithResidual<>(
                moments,
                new Residual<>(
                        a, trail, moments.statistics().accepted(), moments.t(), moments.failure(), moments.stops()));
    }

    private Argument<P> back(Residual<P> kept, Moments cotangent) {
        Argument<P> a = kept.argument;
        FloatingLeaves<P> p = FloatingLeaves.of(a.p);
        Optional<Backwards> stops =
                kept.stops.map(all -> new Backwards(all, cotangent.stops().orElseThrow()));
        Tensor zero = Tensor.scalar(0);
        // What a failed solution has is not a number, and so is what it has of a derivative.
        Tensor y = kept.failure.eq(0).select(cotangent.y(), Double.NaN);
        Costate begin = new Costate(
                new Inputs(cotangent.t(), y, zero, zero, p.zeros()),
                Creation.zerosLike(a.times),
                Tensor.scalar(DType.INT32, stops.map(Backwards::count).orElse(0) - 1));
        Costate all = ReverseSweep.over(
                        kept.trail.places(),
                        kept.steps,
                        (k, place) -> next(kept, k, place),
                        (k, place, costate) -> pull(kept, p, stops, k, place, costate),
                        begin)
                .carried();
        Costate first = stops.map(s -> atTheBeginning(s, all)).orElse(all);
        return new Argument<>(
                first.at.y,
                first.at.begin.add(first.at.t),
                first.at.end,
                first.times,
                Tree.map(a.tolerance, Creation::zerosLike),
                p.cotangent(first.at.p));
    }

    /// A step, as a function of what it is differentiated by.
    private Outputs step(Residual<P> kept, FloatingLeaves<P> p, Tensor k, Inputs x) {
        Argument<P> a = kept.argument;
        Solving<Y, P> solving = solving(new Argument<>(x.y, x.begin, x.end, a.times, a.tolerance, p.with(x.p)));
        Stepping stepping = solving.stepping(x.begin, x.end, solving.keepsRows());
        Tensor last = k.eq(kept.steps.sub(1)).and(kept.end.eq(a.end));
        Tensor h = stepping.length(k, x.t, kept.trail.length(k), last);
        Field field = solving.field();
        Advance made = ode.method().advance(field, x.t, h, x.y, field.at(x.t, x.y), a.tolerance);
        List<Tensor> rows = solving.keepsRows() ? made.rows().unstack(0) : List.of();
        return new Outputs(stepping.next(k, x.t, h, last), made.y(), new Span(x.t, h, rows));
    }

    private Inputs inputs(Residual<P> kept, FloatingLeaves<P> p, Trail.Place place) {
        return new Inputs(place.t(), place.y(), kept.argument.begin, kept.argument.end, p.values());
    }

    private Trail.Place next(Residual<P> kept, Tensor k, Trail.Place place) {
        FloatingLeaves<P> p = FloatingLeaves.of(kept.argument.p);
        Outputs made = step(kept, p, k, inputs(kept, p, place));
        return new Trail.Place(made.t, made.y);
    }

    private Costate pull(
            Residual<P> kept,
            FloatingLeaves<P> p,
            Optional<Backwards> stops,
            Tensor k,
            Trail.Place place,
            Costate after) {
        Vjp<Inputs, Outputs> step = vjp(x -> step(kept, p, k, x), inputs(kept, p, place));
        Outputs made = step.value();
        Outputs none = new Outputs(after.at.t, after.at.y, Tree.map(made.span, Creation::zerosLike));
        Pulled pulled = new Pulled(none, after.times, after.stop);
        if (stops.isPresent()) {
            Backwards all = stops.get();
            Tensor number = k.add(1);
            pulled = whileLoop(
                    (Pulled now) -> now.stop.ge(0).and(all.step(now.stop).eq(number)),
                    now -> all.pull(ode, kept.argument.times, made, now),
                    pulled);
        }
        Inputs before = step.pullback().apply(pulled.step);
        return new Costate(
                new Inputs(
                        before.t,
                        before.y,
                        after.at.begin.add(before.begin),
                        after.at.end.add(before.end),
                        FloatingLeaves.add(after.at.p, before.p)),
                pulled.times,
                pulled.stop);
    }

    /// The cotangents of a step while its stops are gone over.
    private record Pulled(Outputs step, Tensor times, Tensor stop) {}

    /// What was recorded before the first step is the first state.
    private static Costate atTheBeginning(Backwards stops, Costate all) {
        return whileLoop(
                (Costate now) -> now.stop.ge(0),
                now -> new Costate(
                        new Inputs(now.at.t, now.at.y.add(stops.ofState(now.stop)), now.at.begin, now.at.end, now.at.p),
                        now.times,
                        now.stop.sub(1)),
                all);
    }

    /// The stops, from the last to the first.
    ///
    /// @param all what was recorded
    /// @param cotangent of it
    private record Backwards(Stop all, Stop cotangent) {
        int count() {
            return all.kind().dim(0);
        }

        Tensor step(Tensor i) {
            return at(all.step(), i);
        }

        private static Tensor at(Tensor rows, Tensor i) {
            return rows.at(Index.places(i)).get();
        }

        private Tensor present(Tensor i) {
            return at(all.kind(), i).ge(0);
        }

        /// Nothing comes from what is not there.
        Tensor ofState(Tensor i) {
            return present(i).select(at(cotangent.y(), i), 0);
        }

        private StopOutputs of(Tensor i) {
            Span span = Tree.map(cotangent.span(), rows -> present(i).select(at(rows, i), 0));
            return new StopOutputs(present(i).select(at(cotangent.time(), i), 0), ofState(i), span);
        }

        /// Adds the cotangents of stop `now.stop` to those of the step in which it lies.
        Pulled pull(Ode<?, ?> ode, Tensor times, Outputs made, Pulled now) {
            Tensor isTime = at(all.kind(), now.stop).eq(0);
            Tensor before = all.kind().eq(0).to(DType.INT32).cumSum(0).sub(1);
            int most = Math.max(times.dim(0), 1);
            Tensor number = at(before, now.stop).clamp(0, most - 1);
            Tensor time = times.dim(0) == 0 ? made.t : at(times, number);
            StopInputs at = new StopInputs(made, time);
            StopInputs pulled =
                    vjp((StopInputs x) -> stop(ode, isTime, x), at).pullback().apply(of(now.stop));
            Tensor sum = times.dim(0) == 0
                    ? now.times
                    : now.times.at(Index.places(number)).add(isTime.select(pulled.time, 0));
            return new Pulled(Tree.map(now.step, pulled.step, Tensor::add), sum, now.stop.sub(1));
        }

        /// A stop, as a function of what it is differentiated by.
        private StopOutputs stop(Ode<?, ?> ode, Tensor isTime, StopInputs x) {
            Outputs made = x.step;
            List<Tensor> rows = ode.keepsDense() ? made.span.rows() : List.of();
            Span span = new Span(made.span.start(), made.span.length(), rows);
            Tensor y = made.span.rows().isEmpty() ? made.y : isTime.select(made.span.at(ode.method(), x.time), made.y);
            return new StopOutputs(isTime.select(x.time, made.t), y, span);
        }
    }
}
