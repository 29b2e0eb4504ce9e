package dev.costate.numerics.checkpoint;

import static dev.costate.Costate.closure;
import static dev.costate.Costate.customVjp;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vjp;
import static dev.costate.Costate.whileLoop;

import dev.costate.ArgumentException;
import dev.costate.Closure;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Vjp;
import dev.costate.WithResidual;
import java.util.List;

/// A loop whose length is known only as it runs, with a reverse derivative: `y_{k+1} = body(k, y_k, p)` for
/// `k = 0, ..., N-1`.
///
/// While it runs, it keeps at most `slots` states; the way back computes the others again. Memory is `slots`
/// states instead of `N`; with `slots >= N` no step is taken again, with `log2 N` about `log2(N)/2` times `N`.
///
/// ```java
/// import dev.costate.numerics.checkpoint.CheckpointedLoop;
/// import static dev.costate.Costate.grad;
///
/// CheckpointedLoop<Tensor, Tensor> power = new CheckpointedLoop<>((k, y, p) -> y.mul(p), 4);
/// Fn1<Tensor, Tensor> f = p -> power.apply(Tensor.scalar(1), p, Tensor.scalar(DType.INT32, 10));
/// IO.println(f.apply(Tensor.scalar(2)) + " " + grad(f).apply(Tensor.scalar(2)));
/// // -> f64[] 1024 f64[] 5120
/// ```
///
/// The body may close over values of a transformation around the loop, which have their derivatives.
///
/// @param <C> the state's type, a tree of floating tensors
/// @param <P> the parameters' type; those that are not floating have no derivative
public final class CheckpointedLoop<C, P> {
    /// A step of the loop.
    ///
    /// @param <C> the state's type
    /// @param <P> the parameters' type
    public interface Body<C, P> {
        /// The state after step `k`.
        ///
        /// @param k `i32[]`
        C at(Tensor k, C state, P parameters);
    }

    private final Body<C, P> body;
    private final int slots;

    /// A loop of these steps.
    ///
    /// @param slots how many states are kept at most
    /// @throws ArgumentException if there is no slot
    public CheckpointedLoop(Body<C, P> body, int slots) {
        if (slots < 1) {
            throw new ArgumentException("checkpoints: " + slots + " slots", "at least 1 is needed");
        }
        this.body = body;
        this.slots = slots;
    }

    private record Point<C, P>(Tensor k, C state, P parameters) {}

    /// The parameters, and what the body closes over.
    private record Given<P>(P parameters, List<Tensor> captured) {}

    private record Argument<C, P>(C init, P parameters, Tensor steps) {}

    private record Running<C>(Tensor k, C state) {}

    private record Keeping<C>(Tensor k, C state, Slots<C> slots) {}

    private record Residual<C, P>(Slots<C> kept, P parameters, Tensor steps) {}

    private record Costate(List<Tensor> state, List<Tensor> parameters) {}

    /// `y_N`. Differentiable by `init` and `parameters`.
    ///
    /// @param steps `N`, an integer scalar; none are taken if it is not positive
    public C apply(C init, P parameters, Tensor steps) {
        Tensor n = steps.to(DType.INT32);
        Closure<Point<C, P>, C> closed =
                closure(at -> body.at(at.k, at.state, at.parameters), new Point<>(n, init, parameters));
        if (closed.captured().isEmpty()) {
            return closed(init, parameters, n);
        }
        Body<C, Given<P>> given =
                (k, state, all) -> closed.function().apply(new Point<>(k, state, all.parameters), all.captured);
        return new CheckpointedLoop<>(given, slots).closed(init, new Given<>(parameters, closed.captured()), n);
    }

    private C closed(C init, P parameters, Tensor steps) {
        return customVjp(this::run, this::keep, this::back, this::along).apply(new Argument<>(init, parameters, steps));
    }

    private C run(Argument<C, P> a) {
        return whileLoop(
                        (Running<C> now) -> now.k.lt(a.steps),
                        now -> new Running<>(now.k.add(1), body.at(now.k, now.state, a.parameters)),
                        new Running<>(Tensor.scalar(DType.INT32, 0), a.init))
                .state;
    }

    private WithResidual<C, Residual<C, P>> keep(Argument<C, P> a) {
        Keeping<C> end = whileLoop(
                (Keeping<C> now) -> now.k.lt(a.steps),
                now -> new Keeping<>(
                        now.k.add(1),
                        body.at(now.k, now.state, a.parameters),
                        now.slots.offer(
                                now.k, now.state, Tensor.scalar(DType.INT32, 1).gt(0))),
                new Keeping<>(Tensor.scalar(DType.INT32, 0), a.init, Slots.free(a.init, slots)));
        return new WithResidual<>(end.state, new Residual<>(end.slots, a.parameters, a.steps));
    }

    private C along(Argument<C, P> at, Argument<C, P> direction) {
        return jvp(this::run, at, direction).tangent();
    }

    private Argument<C, P> back(Residual<C, P> kept, C cotangent) {
        FloatingLeaves<P> parameters = FloatingLeaves.of(kept.parameters);
        FloatingLeaves<C> state = FloatingLeaves.of(cotangent);
        Costate end = ReverseSweep.over(
                        kept.kept,
                        kept.steps,
                        (k, y) -> body.at(k, y, kept.parameters),
                        (k, y, costate) -> pull(k, FloatingLeaves.of(y), parameters, costate),
                        new Costate(state.values(), parameters.zeros()))
                .carried();
        return new Argument<>(state.with(end.state), parameters.cotangent(end.parameters), kept.steps);
    }

    private Costate pull(Tensor k, FloatingLeaves<C> state, FloatingLeaves<P> parameters, Costate costate) {
        Vjp<Costate, List<Tensor>> step = vjp(
                (Costate at) -> FloatingLeaves.of(body.at(k, state.with(at.state), parameters.with(at.parameters)))
                        .values(),
                new Costate(state.values(), parameters.values()));
        Costate pulled = step.pullback().apply(costate.state);
        return new Costate(pulled.state, FloatingLeaves.add(costate.parameters, pulled.parameters));
    }
}
