package dev.costate.internal.linalg;

import java.util.Arrays;

/// A matrix made upper triangular by Householder's reflections from the left.
///
/// Panels of [Reflectors#BLOCK] columns are reduced one column after the other, what is right of them by
/// products of matrices.
///
/// Source: Golub and Van Loan, Matrix Computations, section 5.2.
final class HouseholderQr {
    private final int m;
    private final int n;
    private final double[] work;
    private final Reflectors reflectors;

    private HouseholderQr(int m, int n, double[] work) {
        this.m = m;
        this.n = n;
        this.work = work;
        reflectors = new Reflectors(Math.min(m, n));
    }

    /// The reflections that make `work`, `[m, n]`, upper triangular, which it becomes above its diagonal.
    static HouseholderQr reduce(int m, int n, double[] work) {
        HouseholderQr qr = new HouseholderQr(m, n, work);
        for (int first = 0; first < Math.min(m, n); first += Reflectors.BLOCK) {
            int end = Math.min(Math.min(m, n), first + Reflectors.BLOCK);
            qr.panel(first, end);
            qr.reflectors.reduce(first, work, end, n, n - end);
        }
        return qr;
    }

    /// `Q`'s factors.
    Reflectors reflectors() {
        return reflectors;
    }

    /// Writes `R`, `[k, n]`, to `r` from `to` on.
    void upper(double[] r, int to) {
        for (int i = 0; i < Math.min(m, n); i++) {
            Arrays.fill(r, to + i * n, to + i * n + i, 0);
            System.arraycopy(work, i * n + i, r, to + i * n + i, n - i);
        }
    }

    /// Reduces the columns `[first, end)`, on which all reflections before have been applied.
    private void panel(int first, int end) {
        double[][] columns = new double[end - first][m];
        for (int i = 0; i < m; i++) {
            for (int j = first; j < end; j++) {
                columns[j - first][i] = work[i * n + j];
            }
        }
        for (int j = first; j < end; j++) {
            double[] v = columns[j - first].clone();
            Reflector h = Reflector.of(v, j, m, j);
            columns[j - first][j] = h.beta();
            reflectors.add(v, j, m, h.tau());
            for (int c = j + 1; c < end; c++) {
                double[] column = columns[c - first];
                Reflector.add(column, v, -h.tau() * Reflector.dot(v, column, j, m), j, m);
            }
        }
        for (int i = first; i < end; i++) {
            for (int j = i; j < end; j++) {
                work[i * n + j] = columns[j - first][i];
            }
        }
    }
}
