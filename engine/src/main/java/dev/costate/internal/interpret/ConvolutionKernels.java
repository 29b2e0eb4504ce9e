package dev.costate.internal.interpret;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Convolution;

/// Convolution by its definition, on an input to which the zeros have been added.
///
/// Every element is the sum of its products in the order of the contracted axes, then of the window's places,
/// those with added zeros among them. `float` products are exact in `double`, summed there and rounded once.
public final class ConvolutionKernels {
    private final int batch;
    private final int rows;
    private final int columns;
    private final int contracted;
    /// The input's places along the window axes, where a window's places are from its first one, and where that
    /// is for each position.
    private final int places;
    private final int[] window;
    private final int[] positions;

    private ConvolutionKernels(Convolution op, Shape padded, Shape w, Shape y) {
        int b = op.batchAxes();
        int s = op.windowAxes();
        int k = op.contractedAxes();
        batch = padded.slice(0, b).size();
        rows = padded.slice(b, padded.rank() - k - s).size();
        columns = w.slice(b, w.rank() - k - s).size();
        contracted = w.slice(w.rank() - k - s, w.rank() - s).size();
        Shape space = padded.slice(padded.rank() - s, padded.rank());
        places = space.size();
        window = offsets(w.slice(w.rank() - s, w.rank()), op.kernelDilation(), space);
        positions = offsets(y.slice(y.rank() - s, y.rank()), op.strides(), space);
    }

    /// The convolution of `x` with `w`.
    public static Array convolution(Convolution op, Array x, Array w, Type result) {
        if (result.size() == 0) {
            return Array.zeros(result);
        }
        Array padded = padded(op, x);
        var kernels = new ConvolutionKernels(op, padded.type().shape(), w.type().shape(), result.shape());
        if (result.dtype().isFloating()) {
            double[] y = new double[result.size()];
            kernels.reals(Wide.doubles(padded.storage()), Wide.doubles(w.storage()), y);
            return Array.wrap(result, Wide.narrow(y, result.dtype()));
        }
        long[] y = new long[result.size()];
        kernels.integers(Wide.longs(padded.storage()), Wide.longs(w.storage()), y);
        return Array.wrap(result, Wide.narrow(y, result.dtype()));
    }

    /// Where the elements of a box of `shape` with such steps lie in `space`, in row-major order.
    private static int[] offsets(Shape shape, Axes steps, Shape space) {
        int[] offsets = new int[shape.size()];
        int[] from = space.strides();
        for (int d = 0; d < from.length; d++) {
            from[d] *= steps.get(d);
        }
        int[] next = {0};
        StridedWalk walk = new StridedWalk(shape.dims(), from, from);
        walk.forEach(0, 0, (at, _) -> {
            for (int i = 0; i < walk.length; i++) {
                offsets[next[0]++] = at + i * walk.aStep;
            }
        });
        return offsets;
    }

    /// `x` with zeros between and around its elements, or with places cut off.
    private static Array padded(Convolution op, Array x) {
        Shape shape = x.type().shape();
        int lead = shape.rank() - op.windowAxes();
        int[] dims = shape.dims();
        int[] read = shape.dims();
        int[] to = new int[shape.rank()];
        int[] from = new int[shape.rank()];
        for (int d = 0; d < op.windowAxes(); d++) {
            int n = shape.dim(lead + d);
            int dilation = op.inputDilation().get(d);
            int low = op.low().get(d);
            dims[lead + d] = op.padded(d, n);
            // Element i goes to low + dilation i, if that is a place.
            int first = Math.max(0, Math.ceilDiv(-low, dilation));
            int end = Math.clamp(Math.ceilDiv(dims[lead + d] - low, dilation), 0, n);
            from[lead + d] = first;
            to[lead + d] = low + dilation * first;
            read[lead + d] = Math.max(0, end - first);
        }
        Type type = x.type().withShape(Shape.of(dims));
        if (type.equals(x.type()) && Shape.of(read).equals(shape)) {
            return x;
        }
        int[] target = type.shape().strides();
        int source = dot(from, shape.strides());
        int begin = dot(to, target);
        for (int d = 0; d < op.windowAxes(); d++) {
            target[lead + d] *= op.inputDilation().get(d);
        }
        Object y = Array.allocate(type);
        if (Shape.of(read).size() > 0) {
            new StridedCopy(read, shape.strides(), target).copy(x.storage(), source, y, begin);
        }
        return Array.wrap(type, y);
    }

    private static int dot(int[] a, int[] b) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private void reals(double[] x, double[] w, double[] y) {
        for (int out = 0; out < batch * rows * columns; out++) {
            int input = out / columns * contracted;
            int kernel = (out / columns / rows * columns + out % columns) * contracted;
            for (int k = 0; k < contracted; k++) {
                for (int q = 0; q < window.length; q++) {
                    double factor = w[(kernel + k) * window.length + q];
                    int from = (input + k) * places + window[q];
                    for (int p = 0; p < positions.length; p++) {
                        y[out * positions.length + p] += factor * x[from + positions[p]];
                    }
                }
            }
        }
    }

    private void integers(long[] x, long[] w, long[] y) {
        for (int out = 0; out < batch * rows * columns; out++) {
            int input = out / columns * contracted;
            int kernel = (out / columns / rows * columns + out % columns) * contracted;
            for (int k = 0; k < contracted; k++) {
                for (int q = 0; q < window.length; q++) {
                    long factor = w[(kernel + k) * window.length + q];
                    int from = (input + k) * places + window[q];
                    for (int p = 0; p < positions.length; p++) {
                        y[out * positions.length + p] += factor * x[from + positions[p]];
                    }
                }
            }
        }
    }
}
