package dev.costate.internal.linalg;

/// A square matrix reduced to upper bidiagonal form, `A = U B V^T`, by Householder's reflections from both
/// sides.
///
/// Each step goes through the matrix twice: for what the left reflection's vector makes of the rows, then row
/// by row for the changes of both.
///
/// Source: G. Golub and W. Kahan, "Calculating the singular values and pseudo-inverse of a matrix", SIAM J.
/// Numer. Anal. B 2 (1965).
///
/// @param diagonal `B[i,i]`
/// @param beside `B[i,i+1]`, one fewer
/// @param u the factors of `U`
/// @param v the factors of `V`
@SuppressWarnings("ArrayRecordComponent")
record Bidiagonal(double[] diagonal, double[] beside, Reflectors u, Reflectors v) {
    /// Reduces the matrix with the rows `a`, which is lost.
    static Bidiagonal of(double[][] a) {
        int n = a.length;
        double[] diagonal = new double[n];
        double[] beside = new double[Math.max(0, n - 1)];
        Reflectors u = new Reflectors(n);
        Reflectors v = new Reflectors(n);
        for (int k = 0; k < n; k++) {
            double[] left = new double[n];
            for (int i = k; i < n; i++) {
                left[i] = a[i][k];
            }
            Reflector h = Reflector.of(left, k, n, k);
            diagonal[k] = h.beta();
            u.add(left, k, n, h.tau());
            double[] w = new double[n];
            for (int i = k; i < n; i++) {
                Reflector.add(w, a[i], left[i], k + 1, n);
            }
            Reflector.add(a[k], w, -h.tau(), k + 1, n);
            if (k == n - 1) {
                break;
            }
            double[] right = a[k].clone();
            Reflector g = Reflector.of(right, k + 1, n, k + 1);
            beside[k] = g.beta();
            v.add(right, k + 1, n, g.tau());
            for (int i = k + 1; i < n; i++) {
                Reflector.add(a[i], w, -h.tau() * left[i], k + 1, n);
                Reflector.add(a[i], right, -g.tau() * Reflector.dot(a[i], right, k + 1, n), k + 1, n);
            }
        }
        return new Bidiagonal(diagonal, beside, u, v);
    }
}
