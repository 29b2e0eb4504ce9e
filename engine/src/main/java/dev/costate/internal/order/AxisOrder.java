package dev.costate.internal.order;

/// Puts the elements of rows in order, with their places; what comes before what is said by
/// [dev.costate.graph.Sort].
///
/// An element's key is its bits, changed so that the order of unsigned numbers is theirs. Of 64 bits the upper
/// half is sorted by first, then the lower half among those that are equal in the upper.
public final class AxisOrder {
    private static final ThreadLocal<RadixOrder> OWN = ThreadLocal.withInitial(RadixOrder::new);

    /// The rows of an array seen as `[outer, n, inner]`, and of the results as `[outer, count, inner]`.
    ///
    /// @param n how many elements a row has
    /// @param inner how far apart they are
    /// @param count how many of the first are wanted, 1 or more
    /// @param descending from the largest to the smallest
    public record Rows(int n, int inner, int count, boolean descending) {
        private int from(int row) {
            return row / inner * inner * n + row % inner;
        }

        private int to(int row) {
            return row / inner * inner * count + row % inner;
        }
    }

    private AxisOrder() {}

    /// Does the rows `[first, end)`, in arrays that this thread keeps.
    ///
    /// @param x the elements
    /// @param from where in `x` they begin
    /// @param values takes the first ones in order
    /// @param valuesTo where in `values` they begin
    /// @param places takes their places
    /// @param placesTo where in `places` these begin
    public static void rows(
            Rows rows,
            int first,
            int end,
            Object x,
            int from,
            Object values,
            int valuesTo,
            int[] places,
            int placesTo) {
        RadixOrder order = OWN.get();
        for (int row = first; row < end; row++) {
            long[] entries = sorted(order, rows, x, from + rows.from(row));
            int to = rows.to(row);
            write(rows, entries, x, from + rows.from(row), values, valuesTo + to);
            for (int i = 0; i < rows.count; i++) {
                places[placesTo + to + i * rows.inner] = (int) entries[i];
            }
        }
    }

    /// A row's entries, the first `count` of them in order.
    private static long[] sorted(RadixOrder order, Rows rows, Object x, int from) {
        long[] entries = order.entries(rows.n);
        enter(rows, x, from, entries);
        int m = order.candidates(rows.n, rows.count);
        order.sort(0, m);
        if (x instanceof double[] || x instanceof long[]) {
            lowerHalves(order, rows, x, from, m);
        }
        return entries;
    }

    /// Sorts by the lower halves among equal upper ones, as far as the first `count` go.
    private static void lowerHalves(RadixOrder order, Rows rows, Object x, int from, int m) {
        long[] entries = order.entries(rows.n);
        int flip = rows.descending ? -1 : 0;
        int start = 0;
        while (start < Math.min(m, rows.count)) {
            long upper = entries[start] >>> Integer.SIZE;
            int end = start + 1;
            while (end < m && entries[end] >>> Integer.SIZE == upper) {
                end++;
            }
            if (end - start > 1) {
                for (int i = start; i < end; i++) {
                    int place = (int) entries[i];
                    int at = from + place * rows.inner;
                    long key = x instanceof double[] d ? key(d[at]) : key(((long[]) x)[at]);
                    entries[i] = entry((int) key ^ flip, place);
                }
                order.sort(start, end);
            }
            start = end;
        }
    }

    private static void enter(Rows rows, Object x, int from, long[] entries) {
        int n = rows.n;
        int step = rows.inner;
        int flip = rows.descending ? -1 : 0;
        switch (x) {
            case boolean[] b -> {
                for (int i = 0; i < n; i++) {
                    entries[i] = entry((b[from + i * step] ? 1 : 0) ^ flip, i);
                }
            }
            case int[] k -> {
                for (int i = 0; i < n; i++) {
                    entries[i] = entry(k[from + i * step] ^ Integer.MIN_VALUE ^ flip, i);
                }
            }
            case float[] f -> {
                for (int i = 0; i < n; i++) {
                    entries[i] = entry(key(f[from + i * step]) ^ flip, i);
                }
            }
            case long[] k -> {
                for (int i = 0; i < n; i++) {
                    entries[i] = entry((int) (key(k[from + i * step]) >>> Integer.SIZE) ^ flip, i);
                }
            }
            case double[] d -> {
                for (int i = 0; i < n; i++) {
                    entries[i] = entry((int) (key(d[from + i * step]) >>> Integer.SIZE) ^ flip, i);
                }
            }
            default -> throw new AssertionError(x.getClass());
        }
    }

    private static long entry(int key, int place) {
        return ((long) key << Integer.SIZE) | place;
    }

    /// Adding 0 turns -0 into 0; there is one NaN, above infinity. Of the negative numbers all bits are turned, of
    /// the others the sign.
    private static int key(float x) {
        int bits = Float.floatToIntBits(x + 0f);
        return bits ^ ((bits >> (Integer.SIZE - 1)) | Integer.MIN_VALUE);
    }

    private static long key(double x) {
        long bits = Double.doubleToLongBits(x + 0.0);
        return bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
    }

    private static long key(long x) {
        return x ^ Long.MIN_VALUE;
    }

    private static void write(Rows rows, long[] entries, Object x, int from, Object values, int to) {
        int step = rows.inner;
        int count = rows.count;
        switch (x) {
            case boolean[] b -> {
                boolean[] y = (boolean[]) values;
                for (int i = 0; i < count; i++) {
                    y[to + i * step] = b[from + (int) entries[i] * step];
                }
            }
            case int[] k -> {
                int[] y = (int[]) values;
                for (int i = 0; i < count; i++) {
                    y[to + i * step] = k[from + (int) entries[i] * step];
                }
            }
            case float[] f -> {
                float[] y = (float[]) values;
                for (int i = 0; i < count; i++) {
                    y[to + i * step] = f[from + (int) entries[i] * step];
                }
            }
            case long[] k -> {
                long[] y = (long[]) values;
                for (int i = 0; i < count; i++) {
                    y[to + i * step] = k[from + (int) entries[i] * step];
                }
            }
            case double[] d -> {
                double[] y = (double[]) values;
                for (int i = 0; i < count; i++) {
                    y[to + i * step] = d[from + (int) entries[i] * step];
                }
            }
            default -> throw new AssertionError(x.getClass());
        }
    }
}
