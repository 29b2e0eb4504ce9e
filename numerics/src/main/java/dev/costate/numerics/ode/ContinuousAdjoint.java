package dev.costate.numerics.ode;

import static dev.costate.Costate.customVjp;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scanReverse;
import static dev.costate.Costate.vjp;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Vjp;
import dev.costate.WithResidual;
import dev.costate.numerics.checkpoint.FloatingLeaves;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An integration whose reverse derivative is the costate's differential equation: see [Backsolve].
///
/// @param ode the problem; it records no steps and has no events
/// @param flattening how the state is a vector
/// @param way how it is solved backwards
record ContinuousAdjoint<Y, P>(Ode<Y, P> ode, Flattening<Y> flattening, Backsolve way) {
    private static final double TIGHTER = 0.01;

    /// What the integration depends on.
    record Argument<P>(Tensor y, Tensor begin, Tensor end, Tensor times, Tolerance tolerance, P p) {}

    /// What the way back needs.
    ///
    /// @param end the state at the end
    /// @param saved the states at the times, `f[k,n]`
    record Residual<P>(Argument<P> argument, Tensor end, Tensor saved, Tensor failure) {}

    /// The cotangents of what an integration comes to.
    record Cotangent(Tensor end, Tensor saved) {
        Cotangent times(Tensor factor) {
            return new Cotangent(end.mul(factor), saved.mul(factor));
        }

        /// The largest of all numbers, 1 if all are 0.
        Tensor size() {
            Tensor largest = end.size() == 0
                    ? Creation.zeros(end.dtype(), Shape.scalar())
                    : end.abs().max();
            Tensor all =
                    saved.size() == 0 ? largest : largest.maximum(saved.abs().max());
            return all.eq(0).select(1, all);
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
        return new Solving<>(ode.with(a.times, a.tolerance), flattening, a.p)
                .march(a.y, a.begin, a.end, 0)
                .moments();
    }

    private Moments along(Argument<P> at, Argument<P> direction) {
        return jvp(this::run, at, direction).tangent();
    }

    private WithResidual<Moments, Residual<P>> keep(Argument<P> a) {
        Moments moments = run(a);
        return new WithResidual<>(moments, residual(a, moments));
    }

    private Residual<P> residual(Argument<P> a, Moments moments) {
        Tensor saved =
                moments.stops().map(all -> Stop.of(all, 0, a.times.dim(0)).y()).orElseGet(() -> noStates(a.y));
        return new Residual<>(a, moments.y(), saved, moments.failure());
    }

    private static Tensor noStates(Tensor y) {
        return Creation.zeros(y.dtype(), Shape.of(0, y.size()));
    }

    /// What is needed to go back from a solution that is known.
    Residual<P> solve(Argument<P> a) {
        return residual(a, run(a));
    }

    private Argument<P> back(Residual<P> kept, Moments cotangent) {
        Argument<P> a = kept.argument;
        Tensor saved = cotangent
                .stops()
                .map(all -> {
                    // Stops come in order: those of the times are the first ones.
                    return Layout.slice(all.y(), 0, 0, a.times.dim(0));
                })
                .orElseGet(() -> noStates(a.y));
        Cotangent ct = new Cotangent(cotangent.y(), saved);
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
                back.end.add(cotangent.t()),
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
        Residual<P> tight = new ContinuousAdjoint<>(finer, flattening, way)
                .solve(new Argument<>(a.y, a.begin, a.end, a.times, tolerance, a.p));
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

    private record Node(Tensor time, Tensor y, Tensor cotangent) {}

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
                a.end,
                new Augmented(kept.end, ct.end, zeros),
                Creation.zeros(dtype, Shape.scalar()),
                new Statistics(none, none, none, Tensor.scalar(0)),
                kept.failure);
        Optional<Dense<Y>> states = states(a, way);
        Scanned<Carry, Tensor> nodes = scanReverse(
                (Carry now, Node node) -> {
                    Carry there = solved(now, node.time, node.y, p, way, states);
                    Augmented at = there.at;
                    Augmented jumped = new Augmented(node.y, at.costate.add(node.cotangent), at.p);
                    Tensor slope = field(a.p).at(node.time, node.y);
                    Carry next = new Carry(node.time, jumped, there.mismatch, there.statistics, there.failure);
                    return new Step<>(next, slope.mul(node.cotangent).sum());
                },
                begin,
                new Node(a.times, kept.saved, ct.saved));
        Carry first = solved(nodes.carry(), a.begin, a.y, p, way, states);
        Augmented at = first.at;
        Tensor atEnd = field(a.p).at(a.end, kept.end).mul(ct.end).sum();
        // What is saved at the very beginning does not move with it.
        Tensor isBegin = a.times.eq(a.begin);
        Tensor moving = at.costate.sub(isBegin.unsqueeze(1).select(ct.saved, 0).sum(0));
        Tensor atBegin = field(a.p).at(a.begin, a.y).mul(moving).sum();
        Tensor failed = first.failure.ne(0);
        List<Tensor> byP = new ArrayList<>();
        for (int i = 0; i < at.p.size(); i++) {
            Tensor here = failed.select(Double.NaN, at.p.get(i).mul(size));
            byP.add(here.to(p.values().get(i).dtype()));
        }
        return new Back(
                failed.select(Double.NaN, at.costate.mul(size)),
                failed.select(Double.NaN, atBegin.mul(size).neg()).to(DType.FLOAT64),
                atEnd.mul(size).to(DType.FLOAT64),
                isBegin.select(0, nodes.out().mul(size).to(DType.FLOAT64)),
                byP,
                failed.select(Double.POSITIVE_INFINITY, first.mismatch),
                first.statistics,
                first.failure);
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
