package dev.costate.internal.interpret;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import java.util.Arrays;

/// Sums, products and extremes along axes.
///
/// One pass over the operand in row-major order adds every element to its result, so that the order of each
/// sum is the row-major order of what it sums, whatever stands beside it. `float` results are accumulated in
/// `double` and rounded once.
public final class ReductionKernels {
    private ReductionKernels() {}

    /// Combines the elements along `op.axes()`.
    public static Array reduce(Reduce op, Array x, Type result) {
        DType dtype = result.dtype();
        Shape shape = x.type().shape();
        StridedWalk walk =
                new StridedWalk(shape.dims(), shape.strides(), resultStrides(shape, op.axes(), result.shape()));
        if (dtype.isFloating()) {
            double[] y = new double[result.size()];
            Arrays.fill(y, realIdentity(op.reduction()));
            reals(op.reduction(), walk, Wide.doubles(x.storage()), y);
            return Array.wrap(result, Wide.narrow(y, dtype));
        }
        long[] y = new long[result.size()];
        Arrays.fill(y, integerIdentity(op.reduction(), dtype));
        integers(op.reduction(), walk, Wide.longs(x.storage()), y);
        return Array.wrap(result, Wide.narrow(y, dtype));
    }

    /// The steps in the result that go with steps along the operand's axes: none along those that are reduced.
    private static int[] resultStrides(Shape operand, Axes reduced, Shape result) {
        int[] own = result.strides();
        int[] strides = new int[operand.rank()];
        int next = 0;
        for (int i = 0; i < strides.length; i++) {
            strides[i] = reduced.contains(i) ? 0 : own[next++];
        }
        return strides;
    }

    private static double realIdentity(Reduction reduction) {
        return switch (reduction) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
            case ALL, ANY -> throw new AssertionError(reduction + " takes no real numbers");
        };
    }

    private static long integerIdentity(Reduction reduction, DType dtype) {
        return switch (reduction) {
            case SUM, ANY -> 0;
            case PROD, ALL -> 1;
            case MAX -> dtype == DType.INT32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
            case MIN -> dtype == DType.INT32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
        };
    }

    private static void reals(Reduction reduction, StridedWalk walk, double[] x, double[] y) {
        int n = walk.length;
        int p = walk.aStep;
        int q = walk.bStep;
        walk.forEach(
                0,
                0,
                switch (reduction) {
                    case SUM ->
                        q == 0
                                ? (a, b) -> {
                                    double sum = y[b];
                                    for (int i = 0; i < n; i++) {
                                        sum += x[a + i * p];
                                    }
                                    y[b] = sum;
                                }
                                : (a, b) -> {
                                    for (int i = 0; i < n; i++) {
                                        y[b + i * q] += x[a + i * p];
                                    }
                                };
                    case PROD ->
                        (a, b) -> {
                            for (int i = 0; i < n; i++) {
                                y[b + i * q] *= x[a + i * p];
                            }
                        };
                    case MAX ->
                        (a, b) -> {
                            for (int i = 0; i < n; i++) {
                                y[b + i * q] = Math.max(y[b + i * q], x[a + i * p]);
                            }
                        };
                    case MIN ->
                        (a, b) -> {
                            for (int i = 0; i < n; i++) {
                                y[b + i * q] = Math.min(y[b + i * q], x[a + i * p]);
                            }
                        };
                    case ALL, ANY -> throw new AssertionError(reduction + " takes no real numbers");
                });
    }

    private static void integers(Reduction reduction, StridedWalk walk, long[] x, long[] y) {
        int n = walk.length;
        int p = walk.aStep;
        int q = walk.bStep;
        walk.forEach(
                0,
                0,
                switch (reduction) {
                    case SUM ->
                        (a, b) -> {
                            for (int i = 0; i < n; i++) {
                                y[b + i * q] += x[a + i * p];
                            }
                        };
                    case PROD ->
                        (a, b) -> {
                            for (int i = 0; i < n; i++) {
                                y[b + i * q] *= x[a + i * p];
                            }
                        };
                    case MAX, ANY ->
                        (a, b) -> {
                            for (int i = 0; i < n; i++) {
                                y[b + i * q] = Math.max(y[b + i * q], x[a + i * p]);
                            }
                        };
                    case MIN, ALL ->
                        (a, b) -> {
                            for (int i = 0; i < n; i++) {
                                y[b + i * q] = Math.min(y[b + i * q], x[a + i * p]);
                            }
                        };
                });
    }
}
