package dev.costate.lab.probe;

import dev.costate.Tensor;
import java.util.stream.IntStream;

/// A part of large weights that is small enough to be kept often: those of some units.
///
/// ```java
/// import dev.costate.lab.experiment.*;
///
/// record Net(Tensor inHid, Tensor hidOut) {}
///
/// <H> Probe<H, Net> fifty() {
///     return Probe.array("in_hid", Cadence.logSpaced(20), m -> Snapshots.units(m.state().inHid(), 0, 50));
/// }
/// ```
public final class Snapshots {
    private Snapshots() {}

    /// The weights of `count` units in equal distances, of all if there are no more.
    ///
    /// @param weights any weights
    /// @param axis the axis of their units
    /// @throws IllegalArgumentException if `count` is not positive
    public static Tensor units(Tensor weights, int axis, int count) {
        int n = weights.dim(axis);
        return count >= n && count > 0 ? weights : weights.take(Tensor.of(places(n, count)), axis);
    }

    /// Which of `n` units are kept: `count` in equal distances, the first among them.
    ///
    /// @throws IllegalArgumentException if `count` is not positive
    public static int[] places(int n, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a snapshot of " + count + " units; keep 1 or more");
        }
        int kept = Math.min(n, count);
        return IntStream.range(0, kept).map(i -> (int) ((long) i * n / kept)).toArray();
    }
}
