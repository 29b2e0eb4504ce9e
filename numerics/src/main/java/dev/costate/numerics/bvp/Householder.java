package dev.costate.numerics.bvp;

/// Householder reflections on small row-major matrices.
final class Householder {
    private Householder() {}

    /// Makes the first `columns` columns of `a`, `[rows, width]`, upper triangular by reflections that act on
    /// all columns from the left: `a <- Q^T a`.
    ///
    /// What is below the diagonal becomes zero. With the identity in further columns these become `Q^T`.
    static void triangularise(double[] a, int rows, int width, int columns) {
        double[] v = new double[rows];
        for (int j = 0; j < Math.min(columns, rows - 1); j++) {
            double largest = 0;
            for (int i = j; i < rows; i++) {
                largest = Math.max(largest, Math.abs(a[i * width + j]));
            }
            if (largest == 0 || !Double.isFinite(largest)) {
                continue;
            }
            double square = 0;
            for (int i = j; i < rows; i++) {
                v[i] = a[i * width + j] / largest;
                square += v[i] * v[i];
            }
            double norm = Math.copySign(Math.sqrt(square), v[j]);
            v[j] += norm;
            // v^T v = 2 norm v_j, so that the reflection is I - v v^T / (norm v_j)
            reflect(a, rows, width, j, v, 1 / (norm * v[j]));
            a[j * width + j] = -norm * largest;
            for (int i = j + 1; i < rows; i++) {
                a[i * width + j] = 0;
            }
        }
    }

    /// Whether a column of the triangle `a` is a combination of those before it, as far as rounding can tell.
    static boolean dependent(double[] a, int from, int width, int columns) {
        for (int j = 0; j < columns; j++) {
            double norm = 0;
            for (int i = 0; i <= j; i++) {
                norm = Math.hypot(norm, a[from + i * width + j]);
            }
            if (!(Math.abs(a[from + j * width + j]) > 2 * columns * Math.ulp(norm))) {
                return true;
            }
        }
        return false;
    }

    /// `a <- a - scale v (v^T a)` for rows and columns from `j` on.
    private static void reflect(double[] a, int rows, int width, int j, double[] v, double scale) {
        for (int c = j; c < width; c++) {
            double dot = 0;
            for (int i = j; i < rows; i++) {
                dot += v[i] * a[i * width + c];
            }
            dot *= scale;
            for (int i = j; i < rows; i++) {
                a[i * width + c] -= dot * v[i];
            }
        }
    }
}
