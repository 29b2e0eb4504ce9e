package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.numerics.checkpoint.Slots;
import dev.costate.ops.Creation;

/// What the way back needs of the steps that were made: the length of each, and some of the states before them.
///
/// @param lengths `f64[m]`
/// @param places some of the states
record Trail(Tensor lengths, Slots<Place> places) {
    /// Where a step begins.
    ///
    /// @param t the time, `f64[]`
    /// @param y the state, `f[n]`
    record Place(Tensor t, Tensor y) {}

    /// The trail of no steps.
    ///
    /// @param steps of how many steps the lengths are recorded
    /// @param slots how many states are kept
    static Trail none(Tensor t, Tensor y, int steps, int slots) {
        return new Trail(Creation.zeros(DType.FLOAT64, Shape.of(steps)), Slots.free(new Place(t, y), slots));
    }

    /// The trail after another attempt to make a step.
    Trail after(Progress before, Progress now) {
        Tensor moved = now.accepted().gt(before.accepted());
        Tensor k = before.accepted();
        Tensor length = moved.select(now.span().length(), 0);
        return new Trail(
                lengths.at(Index.places(k.minimum(lengths.dim(0) - 1))).add(length),
                places.offer(k, new Place(before.t(), before.y()), moved));
    }

    /// The length of step `k`.
    Tensor length(Tensor k) {
        return lengths.at(Index.places(k.minimum(lengths.dim(0) - 1))).get();
    }
}
