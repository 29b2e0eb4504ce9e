package dev.costate.internal.linalg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The eigenvalues and eigenvectors of a symmetric matrix, `A V = V diag(w)`, `V` orthogonal.
///
/// The matrix, scaled to the size of 1, is reduced to tridiagonal form, whose eigenvalues are found by
/// [TridiagonalQl], or by [TridiagonalDivision] if there are many. Both steps are orthogonal: the eigenvalues are those
/// of a matrix within a modest multiple
/// of `n eps |A|` of `A`, and `|V^T V - I|` is of the order of `n eps`.
///
/// An infinity or a NaN in the lower triangle makes all results NaN, and so would an iteration that does not
/// converge.
record EigenDecomposition(int n) implements Routine {
    /// So many rows are iterated for as they are.
    private static final int SMALL = 32;

    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        decompose((double[]) arrays[0], at[0], (double[]) arrays[1], at[1], (double[]) arrays[2], at[2]);
    }

    @Override
    public long flops() {
        return 9L * n * n * n;
    }

    private void decompose(double[] a, int at, double[] values, int valuesAt, double[] vectors, int vectorsAt) {
        double most = 0;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, Scaling.most(a, at + i * n, at + i * n + i + 1));
        }
        if (!Double.isFinite(most)) {
            fill(values, valuesAt, vectors, vectorsAt);
            return;
        }
        double factor = Scaling.factor(most);
        double[][] lower = new double[n][];
        for (int i = 0; i < n; i++) {
            lower[i] = Arrays.copyOfRange(a, at + i * n, at + i * n + i + 1);
            for (int j = 0; j <= i; j++) {
                lower[i][j] *= factor;
            }
        }
        Tridiagonal t = Tridiagonal.of(lower);
        double[] d = t.diagonal();
        double[] columns = n <= SMALL ? iterated(t) : divided(t);
        if (columns == null) {
            fill(values, valuesAt, vectors, vectorsAt);
            return;
        }
        Arrays.sort(d);
        for (int j = 0; j < n; j++) {
            values[valuesAt + j] = d[j] / factor;
        }
        double[] signs = Signs.ofColumns(columns, n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                vectors[vectorsAt + i * n + j] = signs[j] * columns[i * n + j];
            }
        }
    }

    /// The eigenvectors, side by side by ascending eigenvalues, which `t`'s diagonal becomes in some order; null
    /// if they were not found.
    private double @Nullable [] iterated(Tridiagonal t) {
        double[][] rows = Rows.ofTransposed(t.q().columns(n, n), n, n);
        boolean done = TridiagonalQl.run(t.diagonal(), t.beside(), rows);
        return done ? Rows.sideBySide(rows, Rows.ascending(t.diagonal())) : null;
    }

    private double @Nullable [] divided(Tridiagonal t) {
        double[][] rows = TridiagonalDivision.run(t.diagonal(), t.beside());
        if (rows == null) {
            return null;
        }
        double[] columns = Rows.sideBySide(rows, Rows.ascending(t.diagonal()));
        t.q().multiply(columns, 0, n, n);
        return columns;
    }

    private void fill(double[] values, int valuesAt, double[] vectors, int vectorsAt) {
        Arrays.fill(values, valuesAt, valuesAt + n, Double.NaN);
        Arrays.fill(vectors, vectorsAt, vectorsAt + n * n, Double.NaN);
    }
}
