package dev.costate.numerics.ode;

import static dev.costate.Costate.vjp;

import dev.costate.DType;
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
    private record Seen<Y>(Y y, Y saved) {}

    /// The gradient of a loss of a solution, of which it may use the state at the end and those that are saved.
    ///
    /// @param ode the problem, whose times are saved; its own gradient is not looked at
    /// @param loss a scalar
    /// @throws IllegalArgumentException if the problem records steps or has events
    public static <Y, P> Estimate<Y, P> of(
            Ode<Y, P> ode, Backsolve way, Y y0, Tensor t0, Tensor t1, P p, Fn1<Solution<Y>, Tensor> loss) {
        Flattening<Y> flattening = Flattening.of("solve: the state", y0);
        Solution<Y> solution = ode.gradient(new Gradient.Forward()).solve(y0, t0, t1, p);
        Vjp<Seen<Y>, Tensor> seen = vjp(
                s -> loss.apply(new Solution<>(
                        solution.t(),
                        s.y,
                        s.saved,
                        solution.steps(),
                        solution.dense(),
                        solution.events(),
                        solution.statistics(),
                        solution.failure())),
                new Seen<>(solution.y(), solution.saved()));
        Seen<Y> pulled = seen.pullback().apply(Creation.onesLike(seen.value()));
        if (!ode.events().isEmpty()) {
            throw new IllegalArgumentException(
                    "estimate: it is of a loss of the end and of saved states; leave out the events");
        }
        ContinuousAdjoint<Y, P> adjoint = Solving.continuous(ode.gradient(way), flattening, way);
        ContinuousAdjoint.Residual<P> kept = adjoint.solve(new ContinuousAdjoint.Argument<>(
                flattening.vector("solve: the state", y0),
                t0.to(DType.FLOAT64),
                t1.to(DType.FLOAT64),
                ode.times(),
                ode.control().tolerance(),
                p));
        ContinuousAdjoint.Cotangent ct = new ContinuousAdjoint.Cotangent(
                flattening.vector("backsolve: the cotangent", pulled.y),
                flattening.vectors(pulled.saved),
                Creation.zerosLike(ode.times()));
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
