package dev.costate.internal.linalg;

/// LU factorisation with partial pivoting.
///
/// Small matrices column by column. Large ones by halves of the columns, so that nearly all is products of matrices
/// (S. Toledo, "Locality of reference in LU decomposition with partial pivoting", SIAM J. Matrix Anal. Appl. 1997); the
/// last few columns are copied to lie side by side.
record LuFactorisation(int n) implements Routine {
    private static final int SMALL = 48;
    private static final int LEAF = 16;

    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        double[] a = (double[]) arrays[1];
        int[] permutation = (int[]) arrays[2];
        System.arraycopy(arrays[0], at[0], a, at[1], n * n);
        for (int i = 0; i < n; i++) {
            permutation[at[2] + i] = i;
        }
        if (n <= SMALL) {
            small(a, at[1], permutation, at[2]);
        } else {
            columns(0, n, a, at[1], permutation, at[2], scratch);
        }
    }

    private void small(double[] a, int ai, int[] permutation, int pi) {
        for (int j = 0; j < n; j++) {
            int pivot = j;
            double largest = Math.abs(a[ai + j * n + j]);
            for (int i = j + 1; i < n; i++) {
                double x = Math.abs(a[ai + i * n + j]);
                if (exceeds(x, largest)) {
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
                subtract(n - j - 1, factor, a, ai + j * n + j + 1, ai + i * n + j + 1);
            }
        }
    }

    /// A NaN exceeds all else, so that it is not lost.
    private static boolean exceeds(double x, double largest) {
        return x > largest || (Double.isNaN(x) && !Double.isNaN(largest));
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

    private static void subtract(int length, double factor, double[] a, int from, int to) {
        for (int c = 0; c < length; c++) {
            a[to + c] -= factor * a[from + c];
        }
    }

    /// Eliminates the columns `[first, end)` below the diagonal, and does to them alone what that means.
    private void columns(int first, int end, double[] a, int ai, int[] permutation, int pi, double[] scratch) {
        int width = end - first;
        if (width <= LEAF) {
            panel(first, end, a, ai, permutation, pi, scratch);
            return;
        }
        int middle = first + (width / 2 + LEAF - 1) / LEAF * LEAF;
        columns(first, middle, a, ai, permutation, pi, scratch);
        Block all = Block.rows(a, ai, n);
        Block right = all.from(first, middle);
        Substitution.solve(true, true, middle - first, end - middle, all.from(first, first), right, scratch, 0);
        Updates.subtract(
                n - middle,
                end - middle,
                middle - first,
                all.from(middle, first),
                right,
                all.from(middle, middle),
                scratch,
                0);
        columns(middle, end, a, ai, permutation, pi, scratch);
    }

    /// A few columns, each side by side in `scratch` meanwhile.
    private void panel(int first, int end, double[] a, int ai, int[] permutation, int pi, double[] scratch) {
        int rows = n - first;
        for (int i = 0; i < rows; i++) {
            for (int c = first; c < end; c++) {
                scratch[(c - first) * rows + i] = a[ai + (first + i) * n + c];
            }
        }
        for (int j = 0; j < end - first; j++) {
            int column = j * rows;
            int pivot = pivot(scratch, column, j, rows);
            exchange(first + j, first + pivot, a, ai, permutation, pi);
            for (int c = 0; c < end - first && pivot != j; c++) {
                double x = scratch[c * rows + j];
                scratch[c * rows + j] = scratch[c * rows + pivot];
                scratch[c * rows + pivot] = x;
            }
            double divisor = scratch[column + j];
            if (divisor == 0) {
                continue;
            }
            for (int i = j + 1; i < rows; i++) {
                scratch[column + i] /= divisor;
            }
            for (int c = j + 1; c < end - first; c++) {
                int to = c * rows + j;
                subtract(rows - j - 1, scratch[to], scratch, column + j + 1, to + 1);
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int c = first; c < end; c++) {
                a[ai + (first + i) * n + c] = scratch[(c - first) * rows + i];
            }
        }
    }

    private static int pivot(double[] x, int column, int from, int rows) {
        int pivot = from;
        double largest = Math.abs(x[column + from]);
        for (int i = from + 1; i < rows; i++) {
            double candidate = Math.abs(x[column + i]);
            if (exceeds(candidate, largest)) {
                pivot = i;
                largest = candidate;
            }
        }
        return pivot;
    }

    @Override
    public int scratch() {
        int half = n / 2 + LEAF;
        return n <= SMALL ? 0 : Math.max(LEAF * n, Updates.scratch(n, half, half));
    }

    @Override
    public long flops() {
        return 2L * n * n * n / 3;
    }
}
