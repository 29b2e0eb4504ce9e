package dev.costate.internal.linalg;

import java.util.Arrays;

/// The Cholesky factorisation of the lower triangle, by halves: with `a = [a11 .; a21 a22]`, `l11` of `a11`,
/// `l21 = a21 l11^-T`, then that of `a22 - l21 l21'` (F. Gustavson, "Recursion leads to automatic variable blocking for
/// dense linear-algebra algorithms", IBM J. Res. Dev. 1997).
record CholeskyFactorisation(int n) implements Routine {
    private static final int LEAF = 32;
    private static final int SQUARE = 64;
    private static final int LANES = 8;

    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        double[] a = (double[]) arrays[0];
        double[] l = (double[]) arrays[1];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a, at[0] + i * n, l, at[1] + i * n, i + 1);
        }
        boolean definite = factor(n, Block.rows(l, at[1], n), scratch);
        for (int i = 0; i < n; i++) {
            int row = at[1] + i * n;
            if (!definite) {
                Arrays.fill(l, row, row + i + 1, Double.NaN);
            }
            Arrays.fill(l, row + i + 1, row + n, 0);
        }
    }

    /// Factors the first `m` rows and columns of `l`; false if they are not positive definite.
    private static boolean factor(int m, Block l, double[] scratch) {
        if (m <= LEAF) {
            return small(m, l, scratch);
        }
        int half = (m / 2 + LANES - 1) / LANES * LANES;
        int rest = m - half;
        if (!factor(half, l, scratch)) {
            return false;
        }
        // l21' lies in front of the numbers that solving for it takes.
        Block below = l.from(half, 0);
        Block turned = Block.rows(scratch, 0, rest);
        copy(half, rest, below.transposed(), turned, 1);
        Substitution.solve(true, false, half, rest, l, turned, scratch, half * rest);
        copy(rest, half, turned.transposed(), below, 1);
        copy(half, rest, turned, turned, -1);
        square(rest, half, below, turned, l.from(half, half));
        return factor(rest, l.from(half, half), scratch);
    }

    private static boolean small(int m, Block l, double[] column) {
        double[] a = l.array();
        for (int j = 0; j < m; j++) {
            int row = l.at() + j * l.row();
            double pivot = a[row + j];
            if (!(pivot > 0)) {
                return false;
            }
            double root = Math.sqrt(pivot);
            a[row + j] = root;
            for (int i = j + 1; i < m; i++) {
                row = l.at() + i * l.row();
                double factor = a[row + j] / root;
                a[row + j] = factor;
                column[i] = factor;
                for (int c = j + 1; c <= i; c++) {
                    a[row + c] -= factor * column[c];
                }
            }
        }
        return true;
    }

    /// The lower triangle of `c += b (-b')`: squares on the diagonal are done whole.
    private static void square(int m, int k, Block b, Block negated, Block c) {
        if (m <= SQUARE) {
            Updates.multiply(m, m, k, b, negated, c);
            return;
        }
        int half = (m / 2 + LANES - 1) / LANES * LANES;
        square(half, k, b, negated, c);
        Updates.multiply(m - half, half, k, b.from(half, 0), negated, c.from(half, 0));
        square(m - half, k, b.from(half, 0), negated.from(0, half), c.from(half, half));
    }

    private static void copy(int rows, int columns, Block x, Block y, double factor) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                y.array()[y.at() + i * y.row() + j * y.column()] =
                        factor * x.array()[x.at() + i * x.row() + j * x.column()];
            }
        }
    }

    @Override
    public int scratch() {
        int half = n / 2 + LANES;
        return n <= LEAF ? n : half * half + Substitution.scratch(half, half);
    }

    @Override
    public long flops() {
        return (long) n * n * n / 3;
    }
}
