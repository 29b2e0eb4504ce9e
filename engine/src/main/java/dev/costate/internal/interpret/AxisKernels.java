package dev.costate.internal.interpret;

import dev.costate.Type;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Array;
import dev.costate.graph.CumulativeSum;

/// Operations that go along one axis in order: running sums, and the place of an extreme.
///
/// Row-major storage is seen as `[outer, n, inner]` around the axis of extent `n`.
public final class AxisKernels {
    private AxisKernels() {}

    /// The running sums along the axis; of `float`s in `double`, each rounded once.
    public static Array cumulativeSum(CumulativeSum op, Array x, Type result) {
        int inner = x.type().shape().strides()[op.axis()];
        int n = x.type().shape().dim(op.axis());
        if (result.dtype().isFloating()) {
            double[] a = Wide.doubles(x.storage());
            double[] y = new double[a.length];
            for (int i = 0; i < y.length; i++) {
                int from = along(op, i, n, inner);
                boolean first = i / inner % n == 0;
                y[from] = first ? a[from] : y[op.reverse() ? from + inner : from - inner] + a[from];
            }
            return Array.wrap(result, Wide.narrow(y, result.dtype()));
        }
        long[] a = Wide.longs(x.storage());
        long[] y = new long[a.length];
        for (int i = 0; i < y.length; i++) {
            int from = along(op, i, n, inner);
            boolean first = i / inner % n == 0;
            y[from] = first ? a[from] : y[op.reverse() ? from + inner : from - inner] + a[from];
        }
        return Array.wrap(result, Wide.narrow(y, result.dtype()));
    }

    /// Where the `i`-th sum stands: at `i`, or at its mirror image along the axis.
    private static int along(CumulativeSum op, int i, int n, int inner) {
        int k = i / inner % n;
        return op.reverse() ? i + (n - 1 - 2 * k) * inner : i;
    }

    /// The first index along the axis of the extreme, or of a NaN if there is one.
    public static Array argReduce(ArgReduce op, Array x, Type result) {
        int inner = x.type().shape().strides()[op.axis()];
        int n = x.type().shape().dim(op.axis());
        int[] y = new int[result.size()];
        boolean real = x.type().dtype().isFloating();
        double[] reals = real ? Wide.doubles(x.storage()) : new double[0];
        long[] integers = real ? new long[0] : Wide.longs(x.storage());
        for (int i = 0; i < y.length; i++) {
            int from = i / inner * inner * n + i % inner;
            y[i] = real ? place(op.max(), reals, from, n, inner) : place(op.max(), integers, from, n, inner);
        }
        return Array.wrap(result, y);
    }

    private static int place(boolean max, double[] x, int from, int n, int step) {
        int best = 0;
        double extreme = x[from];
        for (int k = 1; k < n && !Double.isNaN(extreme); k++) {
            double value = x[from + k * step];
            if (Double.isNaN(value) || (max ? value > extreme : value < extreme)) {
                best = k;
                extreme = value;
            }
        }
        return best;
    }

    private static int place(boolean max, long[] x, int from, int n, int step) {
        int best = 0;
        for (int k = 1; k < n; k++) {
            long value = x[from + k * step];
            long extreme = x[from + best * step];
            if (max ? value > extreme : value < extreme) {
                best = k;
            }
        }
        return best;
    }
}
