package dev.costate.internal.linalg;

import java.util.Arrays;

/// The Cholesky factorisation of the lower triangle, by halves: with `a = [a11 .; a21 a22]`, `l11` of `a11`,
/// `l21 = a21 l11^-T`, then that of `a22 - l21 l21'` (F. Gustavson, "Recursion leads to automatic variable
/// blocking for dense linear-algebra algorithms", IBM J. Res. Dev. 1997).
record CholeskyFactorisation(int n) implements Routine {
    private static final int TINY = 8;
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
        if (m <= TINY) {
            return tiny(m, l);
        }
        if (m <= LEAF) {
            return small(m, l);
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

    private static boolean tiny(int m, Block l) {
        double[] a = l.array();
        for (int i = 0; i < m; i++) {
            int row = l.at() + i * l.row();
            for (int j = 0; j <= i; j++) {
                int other = l.at() + j * l.row();
                double sum = a[row + j];
                for (int p = 0; p < j; p++) {
                    sum -= a[row + p] * a[other + p];
                }
                if (j == i && !(sum > 0)) {
                    return false;
                }
                a[row + j] = j == i ? Math.sqrt(sum) : sum / a[other + j];
            }
        }
        return true;
    }

    /// Column by column, each in a line of its own meanwhile.
    private static boolean small(int m, Block l) {
        double[][] lines = Lines.own(m, m);
        Lines.read(m, m, l.transposed(), lines);
        for (int j = 0; j < m; j++) {
            double[] column = lines[j];
            int p = 0;
            for (; p + 4 <= j; p += 4) {
                double[] l0 = lines[p];
                double[] l1 = lines[p + 1];
                double[] l2 = lines[p + 2];
                double[] l3 = lines[p + 3];
                Lines.subtract(j, m, l0[j], l0, l1[j], l1, l2[j], l2, l3[j], l3, column);
            }
            for (; p < j; p++) {
                Lines.subtract(j, m, lines[p][j], lines[p], column);
            }
            if (!(column[j] > 0)) {
                return false;
            }
            column[j] = Math.sqrt(column[j]);
            Lines.divide(j + 1, m, column, column[j]);
        }
        Lines.write(m, m, lines, l.transposed());
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
        return n <= LEAF ? 0 : half * half + Substitution.scratch(half, half);
    }

    @Override
    public long flops() {
        return (long) n * n * n / 3;
    }
}
