package dev.costate.internal.interpret;

import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Sort;
import java.util.List;

/// Elements along an axis in order, by merging.
///
/// Row-major storage is seen as `[outer, n, inner]` around the axis of extent `n`.
public final class SortKernels {
    private SortKernels() {}

    /// Which of two elements, named by where they are stored, comes before the other.
    @FunctionalInterface
    private interface Order {
        boolean isBefore(int a, int b);
    }

    /// The first elements in order, and their places.
    ///
    /// @param types the types of both
    public static List<Array> sort(Sort op, Array x, List<Type> types) {
        int inner = x.type().shape().strides()[op.axis()];
        int n = x.type().shape().dim(op.axis());
        Order ascending = order(x);
        Order order = op.descending() ? (a, b) -> ascending.isBefore(b, a) : ascending;
        Object values = Array.allocate(types.get(0));
        int[] places = new int[types.get(1).size()];
        int rows = op.count() == 0 ? 0 : places.length / op.count();
        for (int row = 0; row < rows; row++) {
            int from = row / inner * inner * n + row % inner;
            int to = row / inner * inner * op.count() + row % inner;
            int[] sorted = sorted(from, n, inner, order);
            for (int i = 0; i < op.count(); i++) {
                System.arraycopy(x.storage(), sorted[i], values, to + i * inner, 1);
                places[to + i * inner] = (sorted[i] - from) / inner;
            }
        }
        return List.of(Array.wrap(types.get(0), values), Array.wrap(types.get(1), places));
    }

    /// Ascending, NaN after all else.
    private static Order order(Array x) {
        if (x.type().dtype().isFloating()) {
            double[] reals = Wide.doubles(x.storage());
            return (a, b) -> reals[a] < reals[b] || (Double.isNaN(reals[b]) && !Double.isNaN(reals[a]));
        }
        long[] integers = Wide.longs(x.storage());
        return (a, b) -> integers[a] < integers[b];
    }

    /// Where the `n` elements from `from` on, `step` apart, are stored, in order: runs of 1, 2, 4, ... are merged
    /// by twos.
    private static int[] sorted(int from, int n, int step, Order order) {
        int[] runs = new int[n];
        for (int i = 0; i < n; i++) {
            runs[i] = from + i * step;
        }
        int[] merged = new int[n];
        for (int width = 1; width < n; width *= 2) {
            for (int start = 0; start < n; start += 2 * width) {
                int middle = Math.min(n, start + width);
                int end = Math.min(n, start + 2 * width);
                int a = start;
                int b = middle;
                for (int i = start; i < end; i++) {
                    boolean right = a == middle || (b < end && order.isBefore(runs[b], runs[a]));
                    merged[i] = right ? runs[b++] : runs[a++];
                }
            }
            int[] other = runs;
            runs = merged;
            merged = other;
        }
        return runs;
    }
}
