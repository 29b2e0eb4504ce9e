package dev.costate.internal.linalg;

import dev.costate.internal.parallel.Workers;

/// Rotations of pairs of rows, kept until there are many, then applied to one strip of columns after the other,
/// so that a strip stays in the cache for all of them.
///
/// Every column is turned by the same rotations in the same order, whatever the strips and the threads.
final class Rotations {
    /// How many numbers of a strip's rows stay in the cache.
    private static final int CACHED = 1 << 17;

    private static final int NARROWEST = 64;
    private static final int SHARED_FROM = 1 << 20;

    private final int columns;
    private final int strip;
    private final double[][] first;
    private final double[][] second;
    private final double[] cosines;
    private final double[] sines;
    private int count;

    /// For `rows` rows of `columns` numbers.
    Rotations(int rows, int columns) {
        this.columns = columns;
        strip = Math.max(NARROWEST, CACHED / Math.max(1, rows) / 8 * 8);
        int most = Math.max(1, 16 * rows);
        first = new double[most][];
        second = new double[most][];
        cosines = new double[most];
        sines = new double[most];
    }

    /// `(p, q) := (c p + s q, c q - s p)`, now or later.
    void add(double[] p, double[] q, double c, double s) {
        first[count] = p;
        second[count] = q;
        cosines[count] = c;
        sines[count++] = s;
        if (count == first.length) {
            apply();
        }
    }

    /// Applies all that is left.
    void apply() {
        int strips = (columns + strip - 1) / strip;
        if ((long) count * columns < SHARED_FROM) {
            for (int i = 0; i < strips; i++) {
                apply(i);
            }
        } else {
            Workers.shared().run(strips, this::apply);
        }
        count = 0;
    }

    private void apply(int number) {
        int from = number * strip;
        int end = Math.min(columns, from + strip);
        for (int i = 0; i < count; i++) {
            rotate(first[i], second[i], cosines[i], sines[i], from, end);
        }
    }

    private static void rotate(double[] p, double[] q, double c, double s, int from, int end) {
        for (int j = from; j < end; j++) {
            double x = p[j];
            double y = q[j];
            p[j] = c * x + s * y;
            q[j] = c * y - s * x;
        }
    }
}
