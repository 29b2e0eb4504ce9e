package dev.costate.studies.polynomialfeatures;

import dev.costate.Tensor;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Eigenvalues and eigenvectors of a symmetric matrix: `A = V diag(values) V^T`.
///
/// @param values the eigenvalues, the least first, `[n]`
/// @param vectors the eigenvectors of length 1 as columns, `[n, n]`
record Spectrum(Tensor values, Tensor vectors) {
    private static final int MOST_SWEEPS = 50;

    /// Jacobi's method: plane rotations make one pair of elements after another 0, until all off the diagonal are
    /// 0 within rounding. The sum of their squares falls with each rotation, in the end quadratically.
    ///
    /// Source: Golub and Van Loan, Matrix Computations, 4th ed., section 8.5.
    ///
    /// @param symmetric `[n, n]`
    /// @throws ArithmeticException if it does not converge, as with NaN among the elements
    static Spectrum of(Tensor symmetric) {
        int n = symmetric.dim(0);
        double[][] a = rows(symmetric);
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        for (int sweep = 0; !isDiagonal(a); sweep++) {
            if (sweep == MOST_SWEEPS) {
                throw new ArithmeticException(
                        "the eigenvalues of a %d x %d matrix do not converge; are all its elements finite?"
                                .formatted(n, n));
            }
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, v, p, q);
                }
            }
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> a[i][i]))
                .mapToInt(i -> i)
                .toArray();
        double[] values = IntStream.of(order).mapToDouble(i -> a[i][i]).toArray();
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                vectors[i][k] = v[i][order[k]];
            }
        }
        return new Spectrum(Tensor.of(values), Tensor.of(vectors));
    }

    private static double[][] rows(Tensor matrix) {
        int n = matrix.dim(0);
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = matrix.get(i).toDoubles();
        }
        return rows;
    }

    /// Whether each element off the diagonal is less than an ulp of what it could change.
    private static boolean isDiagonal(double[][] a) {
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                double scale = Math.sqrt(Math.abs(a[p][p])) * Math.sqrt(Math.abs(a[q][q]));
                if (!(Math.abs(a[p][q]) <= Math.ulp(scale) / 2)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Makes `a[p][q]` 0 by a rotation in the plane of `p` and `q`, and turns `v` with it.
    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tan = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cos = 1 / Math.hypot(tan, 1);
        double sin = tan * cos;
        for (int k = 0; k < a.length; k++) {
            turn(a[k], p, q, cos, sin);
            turn(v[k], p, q, cos, sin);
        }
        for (int k = 0; k < a.length; k++) {
            double x = a[p][k];
            double y = a[q][k];
            a[p][k] = cos * x - sin * y;
            a[q][k] = sin * x + cos * y;
        }
    }

    private static void turn(double[] row, int p, int q, double cos, double sin) {
        double x = row[p];
        double y = row[q];
        row[p] = cos * x - sin * y;
        row[q] = sin * x + cos * y;
    }

    double least() {
        return values.get(0).item();
    }

    double greatest() {
        return values.get(-1).item();
    }

    /// `lambda_max / lambda_min`.
    double condition() {
        return greatest() / least();
    }

    /// The components of a vector along the eigenvectors, `[n] -> [n]`.
    Tensor components(Tensor vector) {
        return vectors.transpose().matmul(vector);
    }

    /// The vector with these components, `[n] -> [n]`.
    Tensor vector(Tensor components) {
        return vectors.matmul(components);
    }

    /// The `x` of `A x = b`.
    Tensor solve(Tensor b) {
        return vector(components(b).div(values));
    }
}
