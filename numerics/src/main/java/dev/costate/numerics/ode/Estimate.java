package dev.costate.numerics.ode;

import static dev.costate.Costate.vjp;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Vjp;
import dev.costate.function.Fn1;
import dev.costate.numerics.checkpoint.FloatingLeaves;
import dev.costate.ops.Creation;

/// A gradient by [Backsolve] and what is known of its error.
///
/// @param value of the loss
/// @param y by the state at the beginning
/// @param p by the parameters
/// @param error about how far the gradient is from the true one, in the Euclidean norm over state and
///     parameters together, `f64[]`: how far it moves if both solutions are made with a hundredth of their
///     tolerance, plus the part of it that `mismatch` is; infinite after a failure
/// @param mismatch the largest distance of a state that the way back reconstructed from the one that is known,
///     relative to it; 1 means that nothing is right
/// @param statistics what the way back took
/// @param failure of the way back, `i32[]`; 0 if there was none
/// @param <Y> the state
/// @param <P> the parameters
public record Estimate<Y, P>(
        Tensor value, Y y, P p, Tensor error, Tensor mismatch, Statistics statistics, Tensor failure) {
    /// What a loss may depend on.
    ///
    /// @param t where the integration ended
    /// @param y the state there
    /// @param times of the stops
    /// @param states at the stops
    private record Seen(Tensor t, Tensor y, Tensor times, Tensor states) {
        static Seen of(Moments moments) {
            Tensor none = Creation.zeros(DType.FLOAT64, Shape.of(0));
            return new Seen(
                    moments.t(),
                    moments.y(),
                    moments.stops().map(Stop::time).orElse(none),
                    moments.stops().map(Stop::y).orElse(none));
        }

        Moments in(Moments all) {
            return new Moments(
                    t,
                    y,
                    all.stops().map(stop -> new Stop(stop.kind(), stop.step(), times, states, stop.span())),
                    all.statistics(),
                    all.failure());
        }
    }

    /// The gradient of a loss of a solution, of which it may use the end, the states that are saved, and the
    /// events.
    ///
    /// @param ode the problem, whose times are saved; its own gradient is not looked at
    /// @param loss a scalar
    /// @throws IllegalArgumentException if the problem records steps
    public static <Y, P> Estimate<Y, P> of(
            Ode<Y, P> ode, Backsolve way, Y y0, Tensor t0, Tensor t1, P p, Fn1<Solution<Y>, Tensor> loss) {
        Flattening<Y> flattening = Flattening.of("solve: the state", y0);
        ContinuousAdjoint<Y, P> adjoint = Solving.continuous(ode.gradient(way), flattening, way);
        Tensor begin = t0.to(DType.FLOAT64);
        Tensor end = t1.to(DType.FLOAT64);
        Range.check(begin, end, ode.times());
        Solving<Y, P> solving = new Solving<>(ode, flattening, p);
        solving.checkTolerances();
        ContinuousAdjoint.Argument<P> argument = new ContinuousAdjoint.Argument<>(
                flattening.vector("solve: the state", y0),
                begin,
                end,
                ode.times(),
                ode.control().tolerance(),
                p);
        Solving.March march = adjoint.march(argument);
        ContinuousAdjoint.Residual<P> kept = adjoint.residual(argument, march);
        Moments found = march.moments();
        Vjp<Seen, Tensor> seen = vjp(s -> loss.apply(solving.solution(begin, s.in(found))), Seen.of(found));
        Seen pulled = seen.pullback().apply(Creation.onesLike(seen.value()));
        ContinuousAdjoint.Cotangent ct = adjoint.cotangent(kept, pulled.in(found));
        ContinuousAdjoint.Back back = adjoint.back(kept, ct, way);
        return new Estimate<>(
                seen.value(),
                flattening.tree(back.y()),
                FloatingLeaves.of(p).cotangent(back.p()),
                adjoint.error(kept, ct, back),
                back.mismatch().to(DType.FLOAT64),
                back.statistics(),
                back.failure());
    }
}
