package dev.costate.internal.interpret;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Gather;
import dev.costate.graph.ScatterAdd;

/// Windows read from an array, and windows added to one.
public final class GatherKernels {
    private GatherKernels() {}

    /// Copies every window, one after the other.
    public static Array gather(Gather op, Array x, Array indices, Type result) {
        Shape extents = Shape.of(op.sliceSizes().toArray());
        Windows windows = new Windows(x.type().shape(), indices, op.batchAxes(), op.indexedAxes(), extents);
        StridedCopy window = new StridedCopy(windows.walk);
        Object y = Array.allocate(result);
        for (int w = 0; w < windows.count; w++) {
            window.copy(x.storage(), windows.offset(w), y, w * windows.size);
        }
        return Array.wrap(result, y);
    }

    /// Adds every window of `updates` in order, `float`s in `double`, rounded once at the end.
    public static Array scatterAdd(ScatterAdd op, Array x, Array indices, Array updates, Type result) {
        Shape extents = updates.type()
                .shape()
                .slice(indices.type().rank() - 1, updates.type().rank());
        Windows windows = new Windows(x.type().shape(), indices, op.batchAxes(), op.indexedAxes(), extents);
        if (result.dtype().isFloating()) {
            double[] u = Wide.doubles(updates.storage());
            double[] y = Wide.doublesCopy(x.storage());
            addReals(windows, u, y);
            return Array.wrap(result, Wide.narrow(y, result.dtype()));
        }
        long[] u = Wide.longs(updates.storage());
        long[] y = Wide.longsCopy(x.storage());
        addIntegers(windows, u, y);
        return Array.wrap(result, Wide.narrow(y, result.dtype()));
    }

    private static void addReals(Windows windows, double[] u, double[] y) {
        StridedWalk walk = windows.walk;
        StridedWalk.Visit add = (a, b) -> {
            for (int i = 0; i < walk.length; i++) {
                y[a + i * walk.aStep] += u[b + i * walk.bStep];
            }
        };
        for (int w = 0; w < windows.count; w++) {
            walk.forEach(windows.offset(w), w * windows.size, add);
        }
    }

    private static void addIntegers(Windows windows, long[] u, long[] y) {
        StridedWalk walk = windows.walk;
        StridedWalk.Visit add = (a, b) -> {
            for (int i = 0; i < walk.length; i++) {
                y[a + i * walk.aStep] += u[b + i * walk.bStep];
            }
        };
        for (int w = 0; w < windows.count; w++) {
            walk.forEach(windows.offset(w), w * windows.size, add);
        }
    }
}
