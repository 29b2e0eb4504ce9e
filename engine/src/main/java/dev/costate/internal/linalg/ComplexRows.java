package dev.costate.internal.linalg;

/// Row operations on a complex matrix in place.
///
/// @param re its real parts, row by row
/// @param re0 where they begin
/// @param im its imaginary parts
/// @param im0 where they begin
/// @param k the length of a row
record ComplexRows(double[] re, int re0, double[] im, int im0, int k) {
    /// `x[i] = (a + bi) x[i]`.
    void scale(int i, double a, double b) {
        int p = re0 + i * k;
        int q = im0 + i * k;
        for (int c = 0; c < k; c++) {
            double x = re[p + c];
            double y = im[q + c];
            re[p + c] = Math.fma(a, x, -(b * y));
            im[q + c] = Math.fma(a, y, b * x);
        }
    }

    /// `x[i] = x[i] - (a + bi) x[j]`.
    void subtract(int i, double a, double b, int j) {
        int p = re0 + i * k;
        int q = im0 + i * k;
        int u = re0 + j * k;
        int v = im0 + j * k;
        for (int c = 0; c < k; c++) {
            double x = re[u + c];
            double y = im[v + c];
            re[p + c] = Math.fma(-a, x, Math.fma(b, y, re[p + c]));
            im[q + c] = Math.fma(-a, y, Math.fma(-b, x, im[q + c]));
        }
    }

    /// Exchanges `x[i]` and `x[j]`.
    void exchange(int i, int j) {
        new RealRows(re, re0, k).exchange(i, j);
        new RealRows(im, im0, k).exchange(i, j);
    }
}
