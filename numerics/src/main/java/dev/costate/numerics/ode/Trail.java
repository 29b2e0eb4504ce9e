package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.numerics.checkpoint.Slots;
import dev.costate.ops.Creation;

/// What the way back needs of the steps that were made: the length of each, and some of the states before them.
///
/// Steps are taken together in [Stretch]es of one length, and states are kept before stretches.
///
/// @param lengths of the steps, a row a stretch, `f64[m,s]`
/// @param places some of the states
/// @param stretches how many there were, `i32[]`
record Trail(Tensor lengths, Slots<Place> places, Tensor stretches) {
    /// Where a step begins.
    ///
    /// @param t the time, `f64[]`
    /// @param y the state, `f[n]`
    record Place(Tensor t, Tensor y) {}

    /// The trail of no steps.
    ///
    /// @param steps of how many steps the lengths are recorded
    /// @param together how many steps a stretch has
    /// @param slots how many states are kept
    static Trail none(Tensor t, Tensor y, int steps, int together, int slots) {
        int rows = (steps + together - 1) / together;
        return new Trail(
                Creation.zeros(DType.FLOAT64, Shape.of(rows, together)),
                Slots.free(new Place(t, y), slots),
                Tensor.scalar(DType.INT32, 0));
    }

    /// The trail after another stretch, if it is `wanted`.
    Trail after(Stretch stretch, Tensor wanted) {
        Index row = Index.places(stretches.minimum(lengths.dim(0) - 1));
        return new Trail(
                lengths.at(row).add(wanted.select(stretch.lengths(), 0)),
                places.offer(stretches, stretch.start(), wanted),
                stretches.add(wanted.to(DType.INT32)));
    }

    /// The length of step `k`.
    Tensor length(Tensor k) {
        Tensor all = lengths.reshape(lengths.size());
        return all.at(Index.places(k.minimum(lengths.size() - 1))).get();
    }

    /// How many steps a stretch has.
    int together() {
        return lengths.dim(1);
    }
}
