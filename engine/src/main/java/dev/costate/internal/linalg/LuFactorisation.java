package dev.costate.internal.linalg;

/// LU factorisation with partial pivoting.
///
/// Large matrices by halves of the columns, so that nearly all is products of matrices (S. Toledo, "Locality of
/// reference in LU decomposition with partial pivoting", SIAM J. Matrix Anal. Appl. 1997). A few columns are
/// copied into [Lines], and each gets what those before it do to it at once. Very small matrices are done where
/// they lie.
record LuFactorisation(int n) implements Routine {
    private static final int TINY = 8;
    private static final int SMALL = 64;
    private static final int LEAF = 16;

    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        double[] a = (double[]) arrays[1];
        int[] permutation = (int[]) arrays[2];
        System.arraycopy(arrays[0], at[0], a, at[1], n * n);
        for (int i = 0; i < n; i++) {
            permutation[at[2] + i] = i;
        }
        if (n <= TINY) {
            tiny(a, at[1], permutation, at[2]);
        } else {
            columns(0, n, n <= SMALL ? n : LEAF, Block.rows(a, at[1], n), permutation, at[2], scratch);
        }
    }

    private void tiny(double[] a, int ai, int[] permutation, int pi) {
        for (int j = 0; j < n; j++) {
            int pivot = j;
            double largest = Math.abs(a[ai + j * n + j]);
            for (int i = j + 1; i < n; i++) {
                double x = Math.abs(a[ai + i * n + j]);
                // A NaN exceeds all else, so that it is not lost.
                if (x > largest || (Double.isNaN(x) && !Double.isNaN(largest))) {
                    pivot = i;
                    largest = x;
                }
            }
            exchange(j, pivot, a, ai, permutation, pi);
            double divisor = a[ai + j * n + j];
            if (divisor == 0) {
                continue;
            }
            for (int i = j + 1; i < n; i++) {
                double factor = a[ai + i * n + j] / divisor;
                a[ai + i * n + j] = factor;
                for (int c = j + 1; c < n; c++) {
                    a[ai + i * n + c] -= factor * a[ai + j * n + c];
                }
            }
        }
    }

    private void exchange(int i, int j, double[] a, int ai, int[] permutation, int pi) {
        if (i == j) {
            return;
        }
        for (int c = 0; c < n; c++) {
            double x = a[ai + i * n + c];
            a[ai + i * n + c] = a[ai + j * n + c];
            a[ai + j * n + c] = x;
        }
        int row = permutation[pi + i];
        permutation[pi + i] = permutation[pi + j];
        permutation[pi + j] = row;
    }

    /// Eliminates the columns `[first, end)` below the diagonal, and does to them alone what that means.
    private void columns(int first, int end, int leaf, Block a, int[] permutation, int pi, double[] scratch) {
        int width = end - first;
        if (width <= leaf) {
            panel(first, width, a, permutation, pi);
            return;
        }
        int half = (width / 2 + leaf - 1) / leaf * leaf;
        int middle = first + half;
        columns(first, middle, leaf, a, permutation, pi, scratch);
        Block right = a.from(first, middle);
        Block rest = a.from(middle, middle);
        Substitution.solve(true, true, half, end - middle, a.from(first, first), right, scratch, 0);
        Updates.subtract(n - middle, end - middle, half, a.from(middle, first), right, rest, scratch, 0);
        columns(middle, end, leaf, a, permutation, pi, scratch);
    }

    /// A few columns, each in a line of its own meanwhile.
    private void panel(int first, int width, Block a, int[] permutation, int pi) {
        int rows = n - first;
        double[][] lines = Lines.own(width, rows);
        Block part = a.from(first, first).transposed();
        Lines.read(width, rows, part, lines);
        for (int j = 0; j < width; j++) {
            double[] column = lines[j];
            eliminate(j, rows, lines, column);
            int pivot = Lines.largest(j, rows, column);
            if (pivot != j) {
                exchange(first + j, first + pivot, a.array(), a.at(), permutation, pi);
                for (int c = 0; c < width; c++) {
                    double x = lines[c][j];
                    lines[c][j] = lines[c][pivot];
                    lines[c][pivot] = x;
                }
            }
            if (column[j] != 0) {
                Lines.divide(j + 1, rows, column, column[j]);
            }
        }
        Lines.write(width, rows, lines, part);
    }

    /// What the first `count` columns do to a later one.
    private static void eliminate(int count, int rows, double[][] lines, double[] column) {
        int p = 0;
        for (; p + 4 <= count; p += 4) {
            double[] l = lines[p];
            double[] l1 = lines[p + 1];
            double[] l2 = lines[p + 2];
            double[] l3 = lines[p + 3];
            double x = column[p];
            double x1 = column[p + 1] - x * l[p + 1];
            double x2 = column[p + 2] - x * l[p + 2] - x1 * l1[p + 2];
            double x3 = column[p + 3] - x * l[p + 3] - x1 * l1[p + 3] - x2 * l2[p + 3];
            column[p + 1] = x1;
            column[p + 2] = x2;
            column[p + 3] = x3;
            Lines.subtract(p + 4, rows, x, l, x1, l1, x2, l2, x3, l3, column);
        }
        for (; p < count; p++) {
            Lines.subtract(p + 1, rows, column[p], lines[p], column);
        }
    }

    @Override
    public int scratch() {
        int half = n / 2 + LEAF;
        return n <= SMALL ? 0 : Updates.scratch(n, half, half);
    }

    @Override
    public long flops() {
        return 2L * n * n * n / 3;
    }
}
