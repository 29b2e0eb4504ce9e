package dev.costate.numerics.ode;

import static dev.costate.Costate.cond;
import static dev.costate.Costate.customVjp;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanReverse;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.vjp;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Step;
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
/// @param ode the problem
/// @param flattening how the state is a vector
/// @param way how many states are kept
record DiscreteAdjoint<Y, P>(Ode<Y, P> ode, Flattening<Y> flattening, Gradient.Checkpointed way) {
    /// What the integration depends on.
    private record Argument<P>(Tensor y, Tensor begin, Tensor end, Tensor times, Tolerance tolerance, P p) {}

    private record Residual<P>(
            Argument<P> argument, Trail trail, Tensor steps, Tensor ended, Tensor failure, Optional<Stop> stops) {}

    /// What a step is differentiated by.
    private record Inputs(Tensor t, Tensor y, Tensor begin, Tensor end, List<Tensor> p) {}

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
        int together = Stretch.steps(a.y.size());
        int steps = ode.fixed() > 0 ? ode.fixed() : ode.control().maxSteps();
        int slots = way.slots(bytes, (steps + together - 1) / together);
        Solving.March march = solving(a).march(a.y, a.begin, a.end, slots);
        Moments moments = march.moments();
        Trail trail = march.trail().orElseThrow();
        return new WithResidual<>(
                moments,
                new Residual<>(
                        a, trail, moments.statistics().accepted(), march.ended(), moments.failure(), moments.stops()));
    }

    private Argument<P> back(Residual<P> kept, Moments cotangent) {
        Argument<P> a = kept.argument;
        FloatingLeaves<P> p = FloatingLeaves.of(a.p);
        Tensor zero = Tensor.scalar(0);
        // What a failed solution has is not a number, and so is what it has of a derivative.
        Tensor y = kept.failure.eq(0).select(cotangent.y(), Double.NaN);
        Moments known = new Moments(cotangent.t(), y, cotangent.stops(), cotangent.statistics(), cotangent.failure());
        Optional<StopsBackwards<Y, P>> stops =
                kept.stops.map(all -> StopsBackwards.of(ode, flattening, a.times, all, kept.ended, known));
        Costate begin = new Costate(
                new Inputs(kept.ended.select(0, cotangent.t()), kept.ended.select(0, y), zero, zero, p.zeros()),
                Creation.zerosLike(a.times),
                Tensor.scalar(DType.INT32, stops.map(StopsBackwards::count).orElse(0) - 1));
        Costate all = ReverseSweep.over(
                        kept.trail.places(),
                        kept.trail.stretches(),
                        (stretch, place) -> after(kept, stretch, place),
                        (stretch, place, costate) -> pullAll(kept, p, stops, stretch, place, costate),
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
    private StepEnd step(Residual<P> kept, FloatingLeaves<P> p, Tensor k, Inputs x) {
        Argument<P> a = kept.argument;
        Solving<Y, P> solving = solving(new Argument<>(x.y, x.begin, x.end, a.times, a.tolerance, p.with(x.p)));
        Stepping stepping = solving.stepping(x.begin, x.end, solving.keepsRows());
        Tensor length = kept.trail.length(k);
        // The last step ends at the end if it is as long as what was left.
        Tensor last = k.eq(kept.steps.sub(1)).and(length.eq(a.end.sub(x.t)));
        Tensor h = stepping.length(k, x.t, length, last);
        Field field = solving.field();
        Advance made = ode.method().advance(field, x.t, h, x.y, field.at(x.t, x.y), a.tolerance);
        List<Tensor> rows = solving.keepsRows() ? made.rows().unstack(0) : List.of();
        return new StepEnd(stepping.next(k, x.t, h, last), made.y(), new Span(x.t, h, rows));
    }

    private Inputs inputs(Residual<P> kept, FloatingLeaves<P> p, Trail.Place place) {
        return new Inputs(place.t(), place.y(), kept.argument.begin, kept.argument.end, p.values());
    }

    private Trail.Place next(Residual<P> kept, Tensor k, Trail.Place place) {
        FloatingLeaves<P> p = FloatingLeaves.of(kept.argument.p);
        StepEnd made = step(kept, p, k, inputs(kept, p, place));
        return new Trail.Place(made.t(), made.y());
    }

    /// A step and where it begins.
    private record At(Tensor k, Trail.Place place) {}

    private static Tensor first(Residual<?> kept, Tensor stretch) {
        return stretch.mul(kept.trail.together());
    }

    /// Where a stretch ends, of which all steps were made.
    private Trail.Place after(Residual<P> kept, Tensor stretch, Trail.Place place) {
        At begin = new At(first(kept, stretch), place);
        return kept.trail.together() == 1
                ? next(kept, begin.k, place)
                : scan((At at) -> new At(at.k.add(1), next(kept, at.k, at.place)), begin, kept.trail.together()).place;
    }

    /// Goes back over the steps of a stretch: those that were made, of the last one.
    private Costate pullAll(
            Residual<P> kept,
            FloatingLeaves<P> p,
            Optional<StopsBackwards<Y, P>> stops,
            Tensor stretch,
            Trail.Place place,
            Costate after) {
        Tensor first = first(kept, stretch);
        if (kept.trail.together() == 1) {
            return pull(kept, p, stops, first, place, after);
        }
        Scanned<At, At> steps = scanSteps(
                (At at) -> {
                    Tensor made = at.k.lt(kept.steps);
                    Trail.Place next = cond(made, (Trail.Place x) -> next(kept, at.k, x), x -> x, at.place);
                    return new Step<>(new At(at.k.add(1), next), at);
                },
                new At(first, place),
                kept.trail.together());
        return scanReverse(
                        (Costate now, At at) -> {
                            Costate before = cond(
                                    at.k.lt(kept.steps),
                                    (Costate x) -> pull(kept, p, stops, at.k, at.place, x),
                                    x -> x,
                                    now);
                            return new Step<>(before, List.of());
                        },
                        after,
                        steps.out())
                .carry();
    }

    private Costate pull(
            Residual<P> kept,
            FloatingLeaves<P> p,
            Optional<StopsBackwards<Y, P>> stops,
            Tensor k,
            Trail.Place place,
            Costate after) {
        Vjp<Inputs, StepEnd> step = vjp(x -> step(kept, p, k, x), inputs(kept, p, place));
        StepEnd made = step.value();
        StepEnd none = new StepEnd(after.at.t, after.at.y, Tree.map(made.span(), Creation::zerosLike));
        StopsBackwards.Pulled pulled = new StopsBackwards.Pulled(
                none, ode.events().isEmpty() ? List.of() : p.zeros(), after.times, after.stop);
        if (stops.isPresent()) {
            pulled = stops.get().pull(k.add(1), made, p, pulled);
        }
        Inputs before = step.pullback().apply(pulled.step());
        List<Tensor> byP = FloatingLeaves.add(after.at.p, before.p);
        return new Costate(
                new Inputs(
                        before.t,
                        before.y,
                        after.at.begin.add(before.begin),
                        after.at.end.add(before.end),
                        pulled.p().isEmpty() ? byP : FloatingLeaves.add(byP, pulled.p())),
                pulled.times(),
                pulled.stop());
    }

    /// What was recorded before the first step is the first state.
    private static Costate atTheBeginning(StopsBackwards<?, ?> stops, Costate all) {
        return whileLoop(
                (Costate now) -> now.stop.ge(0),
                now -> new Costate(
                        new Inputs(now.at.t, now.at.y.add(stops.ofState(now.stop)), now.at.begin, now.at.end, now.at.p),
                        now.times,
                        now.stop.sub(1)),
                all);
    }
}
