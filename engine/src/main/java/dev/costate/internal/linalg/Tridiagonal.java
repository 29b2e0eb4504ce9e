package dev.costate.internal.linalg;

/// A symmetric matrix reduced to tridiagonal form, `A = Q T Q^T`, by Householder's reflections from the last
/// row up.
///
/// Only the lower triangle is read. Each step changes the matrix by `- v w^T - w v^T`; row by row, as this is
/// done, the row is multiplied by the next step's `v`, so that the matrix is gone through once a step.
///
/// Source: Golub and Van Loan, Matrix Computations, section 8.3.1.
///
/// @param diagonal `T[i,i]`
/// @param beside `T[i,i+1]`, one fewer
/// @param q the factors of `Q`
@SuppressWarnings("ArrayRecordComponent")
record Tridiagonal(double[] diagonal, double[] beside, Reflectors q) {
    /// Reduces the matrix with the lower triangle `a`, which is lost; row `i` has its first `i + 1` elements.
    static Tridiagonal of(double[][] a) {
        int n = a.length;
        double[] diagonal = new double[n];
        double[] beside = new double[Math.max(0, n - 1)];
        Reflectors q = new Reflectors(n);
        double[] v = new double[n];
        double[] w = new double[n];
        for (int i = n - 1; i > 0; i--) {
            // Row i is up to date but for the step before, which it is not part of: its v and w are of rows <=
            // i.
            update(a[i], v, w, i);
            diagonal[i] = a[i][i];
            double[] next = java.util.Arrays.copyOf(a[i], i);
            Reflector h = Reflector.of(next, 0, i, i - 1);
            beside[i - 1] = h.beta();
            q.add(next, 0, i, h.tau());
            double[] p = new double[i];
            for (int r = 0; r < i; r++) {
                update(a[r], v, w, r);
                p[r] += Reflector.dot(a[r], next, 0, r) + a[r][r] * next[r];
                Reflector.add(p, a[r], next[r], 0, r);
            }
            double half = h.tau() * h.tau() / 2 * Reflector.dot(p, next, 0, i);
            for (int r = 0; r < i; r++) {
                p[r] = h.tau() * p[r] - half * next[r];
            }
            v = next;
            w = p;
        }
        if (n > 0) {
            update(a[0], v, w, 0);
            diagonal[0] = a[0][0];
        }
        return new Tridiagonal(diagonal, beside, q);
    }

    /// Row `r` of `A := A - v w^T - w v^T`.
    private static void update(double[] row, double[] v, double[] w, int r) {
        double vr = v[r];
        double wr = w[r];
        for (int j = 0; j <= r; j++) {
            row[j] -= vr * w[j] + wr * v[j];
        }
    }
}
