package dev.costate.internal.linalg;

/// Row operations on a matrix in place.
///
/// @param x its elements, row by row
/// @param at where they begin
/// @param k the length of a row
record RealRows(double[] x, int at, int k) {
    /// `x[i] = factor x[i]`.
    void scale(int i, double factor) {
        int p = at + i * k;
        for (int c = 0; c < k; c++) {
            x[p + c] = factor * x[p + c];
        }
    }

    /// `x[i] = x[i] - factor x[j]`.
    void subtract(int i, double factor, int j) {
        int p = at + i * k;
        int q = at + j * k;
        for (int c = 0; c < k; c++) {
            x[p + c] = Math.fma(-factor, x[q + c], x[p + c]);
        }
    }

    /// Exchanges `x[i]` and `x[j]`.
    void exchange(int i, int j) {
        int p = at + i * k;
        int q = at + j * k;
        for (int c = 0; c < k; c++) {
            double held = x[p + c];
            x[p + c] = x[q + c];
            x[q + c] = held;
        }
    }
}
