package dev.costate.internal.interpret;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Fold;
import dev.costate.graph.Unfold;

/// Windows along one axis: read, and added up.
public final class WindowKernels {
    private WindowKernels() {}

    /// The windows of `x`.
    public static Array unfold(Unfold op, Array x, Type result) {
        Object y = Array.allocate(result);
        Shape shape = result.shape();
        int[] from = steps(x.type().shape(), op.axis(), op.stride(), op.dilation());
        new StridedCopy(shape.dims(), from, shape.strides()).copy(x.storage(), 0, y, 0);
        return Array.wrap(result, y);
    }

    /// The sums of the windows `x` over each place, in the order of the windows. Those of `float32` are kept in
    /// `double` and rounded once.
    public static Array fold(Fold op, Array x, Type result) {
        Shape windows = x.type().shape();
        int[] to = steps(result.shape(), op.axis(), op.stride(), op.dilation());
        StridedWalk walk = new StridedWalk(windows.dims(), windows.strides(), to);
        if (result.dtype().isFloating()) {
            double[] a = Wide.doubles(x.storage());
            double[] y = new double[result.size()];
            walk.forEach(0, 0, (from, at) -> {
                for (int i = 0; i < walk.length; i++) {
                    y[at + i * walk.bStep] += a[from + i * walk.aStep];
                }
            });
            return Array.wrap(result, Wide.narrow(y, result.dtype()));
        }
        long[] a = Wide.longs(x.storage());
        long[] y = new long[result.size()];
        walk.forEach(0, 0, (from, at) -> {
            for (int i = 0; i < walk.length; i++) {
                y[at + i * walk.bStep] += a[from + i * walk.aStep];
            }
        });
        return Array.wrap(result, Wide.narrow(y, result.dtype()));
    }

    /// How far apart in an array of `shape` the neighbours of its windows are along each of their axes.
    private static int[] steps(Shape shape, int axis, int stride, int dilation) {
        int[] strides = shape.strides();
        int[] steps = java.util.Arrays.copyOf(strides, strides.length + 1);
        steps[axis] = strides[axis] * stride;
        steps[strides.length] = strides[axis] * dilation;
        return steps;
    }
}
