package dev.costate.internal.interpret;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Dot;

/// The general contraction, as a batch of matrix products.
///
/// The operands are brought to `[batch, m, k]` and `[batch, k, n]` first. Every element is the sum of its
/// products in the order of the contracted axes, starting from 0, so that it is the same whatever stands
/// beside it. `float` products are exact in `double`, summed there and rounded once.
public final class DotKernels {
    private DotKernels() {}

    /// The contraction of `a` with `b`.
    public static Array dot(Dot op, Array a, Array b, Type result) {
        if (result.size() == 0) {
            return Array.zeros(result);
        }
        Axes aFree = op.lhsBatch().concat(op.lhsContract()).complement(a.type().rank());
        Axes bFree = op.rhsBatch().concat(op.rhsContract()).complement(b.type().rank());
        int batch = extent(a, op.lhsBatch());
        int m = extent(a, aFree);
        int k = extent(a, op.lhsContract());
        int n = extent(b, bFree);
        if (n < 8 && m > n) {
            // A product with short rows is computed as its mirror image, whose rows are long: b' a' = (a b)'.
            Object left = permuted(b, op.rhsBatch(), bFree, op.rhsContract());
            Object right = permuted(a, op.lhsBatch(), op.lhsContract(), aFree);
            Object mirrored = products(left, right, batch, n, k, m, result);
            Type type = result.withShape(Shape.of(batch, n, m));
            return Array.wrap(result, permuted(Array.wrap(type, mirrored), Axes.of(0), Axes.of(2), Axes.of(1)));
        }
        Object left = permuted(a, op.lhsBatch(), aFree, op.lhsContract());
        Object right = permuted(b, op.rhsBatch(), op.rhsContract(), bFree);
        return Array.wrap(result, products(left, right, batch, m, k, n, result));
    }

    private static int extent(Array x, Axes axes) {
        int n = 1;
        for (int i = 0; i < axes.size(); i++) {
            n *= x.type().shape().dim(axes.get(i));
        }
        return n;
    }

    /// The storage of `x` with its axes in the order `first, second, third`.
    private static Object permuted(Array x, Axes first, Axes second, Axes third) {
        Axes order = first.concat(second).concat(third);
        if (order.equals(Axes.range(0, order.size()))) {
            return x.storage();
        }
        Shape shape = x.type().shape();
        Shape target = Shape.of(LayoutKernels.pick(shape.dims(), order));
        Object y = Array.allocate(x.type().withShape(target));
        new StridedCopy(target.dims(), LayoutKernels.pick(shape.strides(), order), target.strides())
                .copy(x.storage(), 0, y, 0);
        return y;
    }

    private static Object products(Object a, Object b, int batch, int m, int k, int n, Type result) {
        if (result.dtype().isFloating()) {
            double[] y = new double[batch * m * n];
            reals(Wide.doubles(a), Wide.doubles(b), batch, m, k, n, y);
            return Wide.narrow(y, result.dtype());
        }
        long[] y = new long[batch * m * n];
        integers(Wide.longs(a), Wide.longs(b), batch, m, k, n, y);
        return Wide.narrow(y, result.dtype());
    }

    /// Row `i` of the product gains `a[i,l]` times row `l` of the right factor, for every `l` in order.
    private static void reals(double[] a, double[] b, int batch, int m, int k, int n, double[] y) {
        for (int i = 0; i < batch * m; i++) {
            int rows = i / m * k;
            for (int l = 0; l < k; l++) {
                multiplyAdd(a[i * k + l], b, (rows + l) * n, y, i * n, n);
            }
        }
    }

    private static void multiplyAdd(double factor, double[] x, int from, double[] y, int to, int n) {
        for (int j = 0; j < n; j++) {
            y[to + j] += factor * x[from + j];
        }
    }

    private static void integers(long[] a, long[] b, int batch, int m, int k, int n, long[] y) {
        for (int i = 0; i < batch * m; i++) {
            int rows = i / m * k;
            for (int l = 0; l < k; l++) {
                long factor = a[i * k + l];
                for (int j = 0; j < n; j++) {
                    y[i * n + j] += factor * b[(rows + l) * n + j];
                }
            }
        }
    }
}
