package dev.costate.numerics.checkpoint;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;

/// States of a loop that are kept while it runs, in a fixed number `S` of places.
///
/// How long the loop will be is not known while it runs, so [#offer] keeps the states at the multiples of a
/// stride, a power of two: all while there are no more than `S`, after that never more than `S/2`, the stride
/// doubling when they are used up. The other half is left for the way back, which needs places between the
/// states kept ([ReverseSweep]): keeping `S` evenly spaced ones would take it many times the steps.
///
/// @param <C> the state's type
/// @param states a tree like the state, each leaf `[S, ...]`
/// @param steps `i32[S]`, before which step each state stood; -1 in a free place
/// @param stride `i32[]`, the distance between the states that are kept
public record Slots<C>(C states, Tensor steps, Tensor stride) {
    private static final int FREE = -1;

    /// `count` free places.
    ///
    /// @param like a state
    /// @throws ArgumentException if `count` is not positive, or a leaf of the state is not floating
    public static <C> Slots<C> free(C like, int count) {
        if (count < 1) {
            throw new ArgumentException("checkpoints: " + count + " slots", "at least 1 is needed");
        }
        for (Tensor leaf : Tree.leaves(like)) {
            if (!leaf.dtype().isFloating()) {
                throw new ArgumentException(
                        "checkpoints: the state holds " + leaf.type(), "make it floating, or a parameter");
            }
        }
        C states = Tree.map(like, x -> Creation.zeros(x.dtype(), Shape.of(count).concat(x.shape())));
        return new Slots<>(states, Creation.full(DType.INT32, Shape.of(count), FREE), Tensor.scalar(DType.INT32, 1));
    }

    /// `S`.
    public int count() {
        return steps.dim(0);
    }

    /// Keeps the state before step `k` if it is due: steps are offered in order, from 0 on.
    ///
    /// @param k `i32[]`
    /// @param wanted `bool[]`, whether there is a state at all
    public Slots<C> offer(Tensor k, C state, Tensor wanted) {
        Tensor full = isMultiple(k, stride).and(k.ge(limit(stride).mul(stride)));
        // From all places to half of them, and then to less than that: the next state is kept too.
        Tensor factor = stride.eq(1).select(Tensor.scalar(DType.INT32, 4), 2);
        Tensor wider = wanted.and(full).select(stride.mul(factor), stride);
        Tensor due = wanted.and(isMultiple(k, wider));
        Tensor left = isMultiple(steps, wider).select(steps, FREE);
        return new Slots<>(states, left, wider).put(k, state, due);
    }

    /// How many places may be taken while the loop runs: all, but half of them once some states are left out.
    private Tensor limit(Tensor stride) {
        return stride.eq(1).select(Tensor.scalar(DType.INT32, count()), Math.max(1, count() / 2));
    }

    /// Whether `k` is a multiple of a power of two.
    private static Tensor isMultiple(Tensor k, Tensor stride) {
        return k.and(stride.sub(1)).eq(0);
    }

    /// The first place of a mask, `S` if there is none.
    private Tensor first(Tensor mask) {
        return mask.select(places(), count()).min();
    }

    private Tensor places() {
        return Creation.arange(DType.INT32, count());
    }

    /// Frees the places of the states after step `k`.
    Slots<C> upTo(Tensor k) {
        return new Slots<>(states, steps.gt(k).select(FREE, steps), stride);
    }

    /// How many places are free: `i32[]`.
    Tensor room() {
        return steps.lt(0).to(DType.INT32).sum();
    }

    /// Puts the state before step `k` into a free place, if `wanted` and there is one.
    Slots<C> put(Tensor k, C state, Tensor wanted) {
        return put(first(steps.lt(0)), k, state, wanted);
    }

    private Slots<C> put(Tensor place, Tensor k, C state, Tensor wanted) {
        Tensor keep = wanted.and(place.lt(count()));
        Tensor row = place.minimum(count() - 1);
        C next = Tree.map(states, state, (all, one) -> replace(all, row, one, keep));
        return new Slots<>(next, places().eq(row).and(keep).select(k, steps), stride);
    }

    /// Row `row` of `all` becomes `one`, if `keep`.
    ///
    /// The old row is subtracted and the new one added, by one addition to rows, which the compiler does in
    /// place and in order: a choice between old and new would go over all rows.
    private static Tensor replace(Tensor all, Tensor row, Tensor one, Tensor keep) {
        Tensor old = all.at(Index.places(row)).get();
        Tensor change = Layout.stack(List.of(old.neg(), keep.select(one, old)), 0);
        return all.at(Index.places(Layout.stack(List.of(row, row), 0))).add(change);
    }

    /// Before which step the last state stood.
    Tensor lastStep() {
        return steps.max();
    }

    /// The last state.
    C last() {
        Index place = Index.places(first(steps.eq(lastStep())));
        return Tree.map(states, all -> all.at(place).get());
    }
}
