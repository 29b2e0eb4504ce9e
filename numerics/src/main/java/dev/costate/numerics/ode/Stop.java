package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;

/// A moment at which something is recorded.
///
/// @param kind which thing, `i32[]`: see [Stops]; -1 for nothing
/// @param step how many steps were made when it was recorded, `i32[]`
/// @param time when, `f64[]`
/// @param y the state, `f[n]`
/// @param span the step in which it lies, without rows if nobody asks for dense output
record Stop(Tensor kind, Tensor step, Tensor time, Tensor y, Span span) {
    /// The place of the last event among stops, `i32[]`; 0 if there is none.
    ///
    /// @param kinds of the stops, `i32[m]`
    /// @param events how many kinds of events there are
    static Tensor lastEvent(Tensor kinds, int events) {
        Tensor place = Creation.arange(DType.INT32, kinds.dim(0));
        return kinds.ge(0).and(kinds.lt(events)).select(place, 0).max();
    }

    /// The first `most` stops of one kind, in order: all of what follows the last is NaN.
    ///
    /// @param all stops along axis 0
    static Stop of(Stop all, int kind, int most) {
        int n = all.kind.dim(0);
        Tensor place = Creation.arange(DType.INT32, n);
        Tensor here = all.kind.eq(kind);
        Tensor first = Layout.slice(here.select(place, place.add(n)).argSort(0), 0, 0, most);
        Tensor present = here.take(first, 0);
        return Tree.map(all, leaf -> {
            Tensor taken = leaf.take(first, 0);
            if (!leaf.dtype().isFloating()) {
                return taken;
            }
            Tensor mask = present;
            for (int axis = 1; axis < taken.rank(); axis++) {
                mask = mask.unsqueeze(axis);
            }
            return mask.select(taken, Double.NaN);
        });
    }
}
