package dev.costate.internal.linalg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The singular value decomposition `A = U diag(s) V^T`, `U` and `V` with orthonormal columns.
///
/// The matrix, scaled to the size of 1, is made upper triangular if it is tall, then bidiagonal; the singular
/// values of that are found by [BidiagonalQr]. All steps are orthogonal: the singular values are those of a
/// matrix within a modest multiple of `(m + n) eps |A|` of `A`, and `U` and `V` are orthogonal to that order.
/// One-sided Jacobi would give small singular values of graded matrices to more digits, in six to ten sweeps of
/// some `7 n^3` operations; all of this takes `26 n^3`.
///
/// An infinity or a NaN in `A` makes all results NaN, and so would an iteration that does not converge.
record SingularValues(int m, int n) implements Routine {
    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        double[] u = (double[]) arrays[1];
        double[] s = (double[]) arrays[2];
        decompose((double[]) arrays[0], at[0], u, at[1], s, at[2], (double[]) arrays[3], at[3]);
    }

    @Override
    public long flops() {
        long k = Math.min(m, n);
        return 6 * k * m * n + 20 * k * k * k;
    }

    private void decompose(double[] a, int at, double[] u, int uAt, double[] s, int sAt, double[] vt, int vtAt) {
        int k = Math.min(m, n);
        double most = Scaling.most(a, at, at + m * n);
        double factor = Double.isFinite(most) ? Scaling.factor(most) : Double.NaN;
        double[] tall = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                tall[m >= n ? i * n + j : j * m + i] = a[at + i * n + j] * factor;
            }
        }
        Square square = Double.isNaN(factor) ? null : Square.of(Math.max(m, n), k, tall);
        if (square == null) {
            Arrays.fill(u, uAt, uAt + m * k, Double.NaN);
            Arrays.fill(s, sAt, sAt + k, Double.NaN);
            Arrays.fill(vt, vtAt, vtAt + k * n, Double.NaN);
            return;
        }
        double[] longer = square.longer;
        double[][] shorter = square.shorter;
        for (int j = 0; j < k; j++) {
            s[sAt + j] = square.values[j] / factor;
            double[] v = m >= n ? shorter[j] : column(longer, n, k, j);
            double sign = Signs.of(v);
            for (int i = 0; i < n; i++) {
                vt[vtAt + j * n + i] = sign * v[i];
            }
            for (int i = 0; i < m; i++) {
                u[uAt + i * k + j] = sign * (m >= n ? longer[i * k + j] : shorter[j][i]);
            }
        }
    }

    private static double[] column(double[] a, int rows, int columns, int j) {
        double[] x = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = a[i * columns + j];
        }
        return x;
    }

    /// A tall or square matrix decomposed.
    ///
    /// @param longer the left singular vectors, `[rows, columns]`
    /// @param values the singular values, descending
    /// @param shorter the right singular vectors, one an array
    @SuppressWarnings("ArrayRecordComponent")
    private record Square(double[] longer, double[] values, double[][] shorter) {
        static @Nullable Square of(int rows, int columns, double[] a) {
            HouseholderQr qr = rows > columns ? HouseholderQr.reduce(rows, columns, a) : null;
            double[] square = a;
            if (qr != null) {
                square = new double[columns * columns];
                qr.upper(square, 0);
            }
            double[][] work = new double[columns][];
            for (int i = 0; i < columns; i++) {
                work[i] = Arrays.copyOfRange(square, i * columns, (i + 1) * columns);
            }
            Bidiagonal b = Bidiagonal.of(work);
            double[][] left = Rows.ofTransposed(b.u().columns(columns, columns), columns, columns);
            double[][] right = Rows.ofTransposed(b.v().columns(columns, columns), columns, columns);
            double[] d = b.diagonal();
            if (!BidiagonalQr.run(d, b.beside(), left, right)) {
                return null;
            }
            return sorted(rows, d, left, right, qr);
        }

        private static Square sorted(
                int rows, double[] d, double[][] left, double[][] right, @Nullable HouseholderQr qr) {
            int n = d.length;
            double[] size = new double[n];
            for (int i = 0; i < n; i++) {
                size[i] = -Math.abs(d[i]);
            }
            int[] order = Rows.ascending(size);
            double[] longer = new double[rows * n];
            double[] values = new double[n];
            double[][] shorter = new double[n][];
            for (int j = 0; j < n; j++) {
                double sign = d[order[j]] < 0 ? -1 : 1;
                values[j] = Math.abs(d[order[j]]);
                shorter[j] = right[order[j]];
                for (int i = 0; i < n; i++) {
                    longer[i * n + j] = sign * left[order[j]][i];
                }
            }
            if (qr != null) {
                qr.reflectors().multiply(longer, 0, n, n);
            }
            return new Square(longer, values, shorter);
        }
    }
}
