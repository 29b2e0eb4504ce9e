package dev.costate.internal.linalg;

/// Solves `t x = b` for a triangular `t` where `b` stands: row by row, each less the multiples of those before
/// it.
///
/// Above [#LEAF] rows the triangle is halved, and what the first half does to the second is a product of
/// matrices (as in LAPACK's recursive routines; E. Elmroth, F. Gustavson, I. Jonsson, B. Kågström, "Recursive
/// blocked algorithms and hybrid data structures for dense matrix library software", SIAM Review 2004).
final class Substitution {
    /// So many rows are done one by one.
    static final int LEAF = 32;

    /// Fewer columns do not fill a product of matrices.
    private static final int FEW_COLUMNS = 4;

    private static final int LANES = 8;

    /// Up to here all is done in the order of the textbook, as compiled loops have it written out.
    private static final int TINY = 8;

    /// From so many rows and columns on they are copied to become [Lines].
    private static final int WIDE = 8;

    private Substitution() {}

    /// How many numbers of scratch `n` equations with `k` right-hand sides take.
    static int scratch(int n, int k) {
        int half = n / 2 + LANES;
        return n <= LEAF || k < FEW_COLUMNS ? 0 : Updates.scratch(half, k, half);
    }

    /// Solves `n` equations with `k` right-hand sides.
    ///
    /// @param forward whether `t` is its lower triangle: from the first row to the last
    /// @param unit whether `t`'s diagonal is all ones, and is not read
    /// @param x the right-hand sides, columns side by side, then the solutions
    /// @param scratch numbers that may be written from `free` on
    static void solve(boolean forward, boolean unit, int n, int k, Block t, Block x, double[] scratch, int free) {
        if (k == 1 && x.row() == 1 && n > TINY) {
            vector(forward, unit, n, t, x.array(), x.at());
        } else if (n <= LEAF || k < FEW_COLUMNS) {
            if (n < WIDE || k < WIDE) {
                rows(forward, unit, n, k, t, x);
            } else {
                lines(forward, unit, n, k, t, x);
            }
        } else {
            int half = (n / 2 + LANES - 1) / LANES * LANES;
            int first = forward ? half : n - half;
            Block t11 = t;
            Block t22 = t.from(first, first);
            Block x2 = x.from(first, 0);
            if (forward) {
                solve(true, unit, first, k, t11, x, scratch, free);
                Updates.subtract(n - first, k, first, t.from(first, 0), x, x2, scratch, free);
                solve(true, unit, n - first, k, t22, x2, scratch, free);
            } else {
                solve(false, unit, n - first, k, t22, x2, scratch, free);
                Updates.subtract(first, k, n - first, t.from(0, first), x2, x, scratch, free);
                solve(false, unit, first, k, t11, x, scratch, free);
            }
        }
    }

    private static void rows(boolean forward, boolean unit, int n, int k, Block t, Block x) {
        double[] a = t.array();
        double[] y = x.array();
        for (int s = 0; s < n; s++) {
            int i = forward ? s : n - 1 - s;
            int to = x.at() + i * x.row();
            int at = t.at() + i * t.row();
            for (int r = 0; r < s; r++) {
                int j = forward ? r : n - 1 - r;
                subtract(a[at + j * t.column()], y, x.at() + j * x.row(), to, k);
            }
            if (!unit) {
                divide(y, to, k, a[at + i * t.column()]);
            }
        }
    }

    /// The same with four rows at a time.
    private static void lines(boolean forward, boolean unit, int n, int k, Block t, Block x) {
        double[] a = t.array();
        double[][] y = Lines.own(n, k);
        Lines.read(n, k, x, y);
        int step = forward ? t.column() : -t.column();
        for (int s = 0; s < n; s++) {
            int i = forward ? s : n - 1 - s;
            int row = t.at() + i * t.row() + (forward ? 0 : (n - 1) * t.column());
            int r = 0;
            for (; r + 4 <= s; r += 4) {
                int j = forward ? r : n - 1 - r;
                int next = forward ? 1 : -1;
                int at = row + r * step;
                Lines.subtract(
                        0,
                        k,
                        a[at],
                        y[j],
                        a[at + step],
                        y[j + next],
                        a[at + 2 * step],
                        y[j + 2 * next],
                        a[at + 3 * step],
                        y[j + 3 * next],
                        y[i]);
            }
            for (; r < s; r++) {
                Lines.subtract(0, k, a[row + r * step], y[forward ? r : n - 1 - r], y[i]);
            }
            if (!unit) {
                Lines.divide(0, k, y[i], a[t.at() + i * (t.row() + t.column())]);
            }
        }
        Lines.write(n, k, y, x);
    }

    private static void subtract(double factor, double[] y, int from, int to, int k) {
        for (int c = 0; c < k; c++) {
            y[to + c] -= factor * y[from + c];
        }
    }

    private static void divide(double[] y, int at, int k, double divisor) {
        for (int c = 0; c < k; c++) {
            y[at + c] /= divisor;
        }
    }

    /// One right-hand side: by sums along `t`'s rows, or by multiples of its columns, whichever lie side by
    /// side.
    private static void vector(boolean forward, boolean unit, int n, Block t, double[] x, int at) {
        double[] a = t.array();
        for (int s = 0; s < n; s++) {
            int i = forward ? s : n - 1 - s;
            int diagonal = t.at() + i * (t.row() + t.column());
            if (t.column() == 1) {
                int from = forward ? 0 : i + 1;
                x[at + i] -= product(forward ? i : s, a, t.at() + i * t.row() + from, x, at + from);
                x[at + i] = unit ? x[at + i] : x[at + i] / a[diagonal];
            } else {
                x[at + i] = unit ? x[at + i] : x[at + i] / a[diagonal];
                int from = forward ? i + 1 : 0;
                column(n - 1 - s, x[at + i], a, t.at() + from * t.row() + i * t.column(), t.row(), x, at + from);
            }
        }
    }

    /// `sum a[i] x[i]`, in eight sums side by side.
    private static double product(int n, double[] a, int ai, double[] x, int xi) {
        double s0 = 0;
        int i = 0;
        if (n >= 2 * LANES) {
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            double s4 = 0;
            double s5 = 0;
            double s6 = 0;
            double s7 = 0;
            for (; i + LANES <= n; i += LANES) {
                s0 += a[ai + i] * x[xi + i];
                s1 += a[ai + i + 1] * x[xi + i + 1];
                s2 += a[ai + i + 2] * x[xi + i + 2];
                s3 += a[ai + i + 3] * x[xi + i + 3];
                s4 += a[ai + i + 4] * x[xi + i + 4];
                s5 += a[ai + i + 5] * x[xi + i + 5];
                s6 += a[ai + i + 6] * x[xi + i + 6];
                s7 += a[ai + i + 7] * x[xi + i + 7];
            }
            s0 = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        }
        for (; i < n; i++) {
            s0 += a[ai + i] * x[xi + i];
        }
        return s0;
    }

    private static void column(int n, double factor, double[] a, int ai, int step, double[] x, int xi) {
        if (step == 1) {
            for (int i = 0; i < n; i++) {
                x[xi + i] -= factor * a[ai + i];
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            x[xi + i] -= factor * a[ai + i * step];
        }
    }
}
