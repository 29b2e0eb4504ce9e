package dev.costate.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

/// Matrices with orthonormal columns.
final class Orthonormal {
    private Orthonormal() {}

    /// Fails unless `|Q' Q - I| <= error`, element by element.
    static void assertColumns(double[][] q, double error) {
        double[][] products = Matrices.product(Matrices.transposed(q), q);
        for (int i = 0; i < products.length; i++) {
            for (int j = 0; j < products.length; j++) {
                assertThat(Math.abs(products[i][j] - (i == j ? 1 : 0)))
                        .as("columns %s and %s of %s", i, j, products.length)
                        .isLessThanOrEqualTo(error);
            }
        }
    }

    /// An orthogonal matrix: three reflections along random vectors, formed as they are written.
    static double[][] random(int n, SplittableRandom random) {
        double[][] q = new double[n][n];
        for (int i = 0; i < n; i++) {
            q[i][i] = 1;
        }
        for (int turn = 0; turn < 3; turn++) {
            double[] v = random.doubles(n, -1, 1).toArray();
            double squares = 0;
            for (double x : v) {
                squares += x * x;
            }
            for (double[] row : q) {
                double dot = 0;
                for (int j = 0; j < n; j++) {
                    dot += row[j] * v[j];
                }
                for (int j = 0; j < n; j++) {
                    row[j] -= 2 * dot / squares * v[j];
                }
            }
        }
        return q;
    }

    /// `q diag(d) p'`.
    static double[][] made(double[][] q, double[] d, double[][] p) {
        double[][] scaled = new double[q.length][d.length];
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < d.length; j++) {
                scaled[i][j] = q[i][j] * d[j];
            }
        }
        return Matrices.product(scaled, Matrices.transposed(p));
    }
}
