package dev.costate.numerics.checkpoint;

import static dev.costate.Costate.cond;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Tensor;

/// Goes over the states of a loop from the last to the first, from those that were kept: the others are
/// computed again, and kept for a while where [Binomial] says.
///
/// Between two states that were kept no schedule with as many free places takes fewer steps.
public final class ReverseSweep {
    private ReverseSweep() {}

    /// A step of the loop.
    ///
    /// @param <C> the state's type
    public interface Advance<C> {
        /// The state before step `k + 1`.
        C next(Tensor k, C state);
    }

    /// What is done with a state.
    ///
    /// @param <C> the state's type
    /// @param <A> the type of what is handed from state to state
    public interface Visit<C, A> {
        /// Visits the state before a step.
        ///
        /// @param k the step, `i32[]`
        /// @param carried what the visit of the state after it returned
        A at(Tensor k, C state, A carried);
    }

    /// What came of a sweep.
    ///
    /// @param <A> the type of what is handed from state to state
    /// @param carried what the last visit returned, that of the first state
    /// @param advances how many steps were taken forwards, `i32[]`
    public record Swept<A>(A carried, Tensor advances) {}

    private record Sweep<C, A>(Tensor k, Slots<C> slots, A carried, Tensor advances) {}

    private record Walk<C>(Tensor at, C state) {}

    /// `visit(0, y_0, ... visit(N-1, y_{N-1}, init))`, where `y_{k+1} = advance(k, y_k)`.
    ///
    /// The functions may close over tensors. Not differentiable in reverse; forward mode goes through it.
    ///
    /// @param kept some of the states, the first among them if there is a step
    /// @param steps `N`, `i32[]`
    public static <C, A> Swept<A> over(Slots<C> kept, Tensor steps, Advance<C> advance, Visit<C, A> visit, A init) {
        Sweep<C, A> end = whileLoop(
                (Sweep<C, A> sweep) -> sweep.k.ge(0),
                sweep -> leg(sweep, advance, visit),
                new Sweep<>(steps.to(DType.INT32).sub(1), kept, init, Tensor.scalar(DType.INT32, 0)));
        return new Swept<>(end.carried, end.advances);
    }

    /// From the last state kept to the one that is to be visited next, or to one that is to be kept on the way.
    ///
    /// One leg a turn, so that the places are handed on by one loop alone, which changes them in place.
    private static <C, A> Sweep<C, A> leg(Sweep<C, A> sweep, Advance<C> advance, Visit<C, A> visit) {
        Tensor k = sweep.k;
        Slots<C> slots = sweep.slots.upTo(k);
        Tensor start = slots.lastStep();
        Tensor left = k.sub(start);
        Tensor distance = left.gt(1).select(Binomial.distance(left.add(1), slots.room()), left);
        Tensor target = start.add(distance);
        Walk<C> there = whileLoop(
                (Walk<C> walk) -> walk.at.lt(target),
                walk -> new Walk<>(walk.at.add(1), advance.next(walk.at, walk.state)),
                new Walk<>(start, slots.last()));
        Tensor arrived = target.eq(k);
        A carried = cond(
                arrived,
                (Pair<C, A> at) -> visit.at(k, at.state, at.carried),
                at -> at.carried,
                new Pair<>(there.state, sweep.carried));
        return new Sweep<>(
                arrived.select(k.sub(1), k),
                slots.put(target, there.state, arrived.not()),
                carried,
                sweep.advances.add(distance));
    }

    private record Pair<C, A>(C state, A carried) {}
}
