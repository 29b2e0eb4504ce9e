package dev.costate.internal.linalg;

import static dev.costate.internal.linalg.Matrices.apply;
import static dev.costate.internal.linalg.Matrices.array;
import static dev.costate.internal.linalg.Matrices.product;
import static dev.costate.internal.linalg.Matrices.random;
import static dev.costate.internal.linalg.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.graph.Array;
import dev.costate.graph.SymmetricEigen;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Eigenvalues of known matrices, and the identities `A V = V diag(w)`, `V' V = I`.
///
/// Orthogonal similarity is backward stable: `|E| <= p(n) u |A|`, with a `p` that grows about linearly (Higham,
/// section 19.3; Parlett, The Symmetric Eigenvalue Problem, section 8.15). The bound here is `30 n u |A|`.
class EigenDecompositionTest {
    private static final int GROWTH = 30;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 13, 31, 32, 33, 34, 64, 65, 130, 259})
    void vectorsAreTurnedIntoMultiples(int n) {
        double[][] a = random(n, n, new SplittableRandom(n));
        check(symmetric(a));
    }

    private static double[][] symmetric(double[][] a) {
        double[][] s = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                s[i][j] = a[Math.max(i, j)][Math.min(i, j)];
            }
        }
        return s;
    }

    /// Returns the eigenvalues.
    private static double[] check(double[][] a) {
        int n = a.length;
        double[][] read = Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < n; i++) {
            Arrays.fill(read[i], i + 1, n, Double.NaN);
        }
        List<Array> eigen = apply(new SymmetricEigen(), array(read, n));
        double[] w = (double[]) eigen.get(0).storage();
        double[][] v = rows(eigen.get(1));
        double norm = Math.sqrt(
                Arrays.stream(a).flatMapToDouble(Arrays::stream).map(x -> x * x).sum());
        double[][] av = product(a, v);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(av[i][j]).isCloseTo(v[i][j] * w[j], within(GROWTH * n * Matrices.U * norm));
            }
        }
        Orthonormal.assertColumns(v, GROWTH * n * Matrices.U);
        assertThat(w).isSorted();
        for (double[] vector : Matrices.transposed(v)) {
            assertThat(Signs.of(vector)).isEqualTo(1);
        }
        return w;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 40, 150})
    void equalEigenvaluesHaveOrthogonalVectors(int n) {
        double[][] q = Orthonormal.random(n, new SplittableRandom(n));
        double[] d = new double[n];
        for (int i = 0; i < n; i++) {
            d[i] = i % 2;
        }
        double[] w = check(symmetric(Orthonormal.made(q, d, q)));
        Arrays.sort(d);
        assertThat(w).containsExactly(d, within(GROWTH * n * Matrices.U));
        check(new double[n][n]);
        double[][] same = new double[n][n];
        for (int i = 0; i < n; i++) {
            same[i][i] = -7;
        }
        assertThat(check(same)).containsOnly(-7);
    }

    /// The second difference has the eigenvalues `2 - 2 cos(k pi / (n + 1))`.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 64, 65, 200})
    void theSecondDifferenceHasCosines(int n) {
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i][i] = 2;
            if (i > 0) {
                a[i][i - 1] = -1;
                a[i - 1][i] = -1;
            }
        }
        double[] w = check(a);
        for (int k = 1; k <= n; k++) {
            assertThat(w[k - 1])
                    .isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(GROWTH * n * Matrices.U * 4));
        }
    }

    /// Wilkinson's matrix has pairs of eigenvalues that agree to more digits than there are.
    @Test
    void wilkinsonsPairsAreKeptApartAsFarAsTheyAre() {
        int n = 21;
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i][i] = Math.abs(i - 10);
            if (i > 0) {
                a[i][i - 1] = 1;
                a[i - 1][i] = 1;
            }
        }
        double[] w = check(a);
        // J. H. Wilkinson, The Algebraic Eigenvalue Problem, page 309.
        assertThat(w[20]).isCloseTo(10.746194182903393, within(1e-13));
        assertThat(w[19]).isCloseTo(10.746194182903322, within(1e-13));
    }

    /// Small eigenvalues of a graded matrix, be the large ones first or last, and at any scale.
    @Test
    void graded() {
        double[][] down = new double[6][6];
        double[][] up = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                down[i][j] = Math.pow(10, -2.0 * (i + j)) / (i + j + 1);
                up[5 - i][5 - j] = down[i][j];
            }
        }
        assertThat(check(down)[5]).isCloseTo(check(up)[5], within(GROWTH * 6 * Matrices.U));
        for (int power : new int[] {-1060, -900, 900, 1020}) {
            double[][] scaled = Arrays.stream(up)
                    .map(row ->
                            Arrays.stream(row).map(x -> Math.scalb(x, power)).toArray())
                    .toArray(double[][]::new);
            double[] w = (double[])
                    apply(new SymmetricEigen(), array(scaled, 6)).getFirst().storage();
            assertThat(Math.scalb(w[5], -power)).isCloseTo(check(up)[5], within(power < -1022 ? 1e-4 : 1e-14));
        }
    }

    @Test
    void whatIsNotFiniteMakesAllNaN() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (Array y : apply(new SymmetricEigen(), array(new double[][] {{1, 2}, {wrong, 4}}, 2))) {
                assertThat((double[]) y.storage()).containsOnly(Double.NaN);
            }
        }
        double[][] above = {{1, Double.NaN}, {0, 4}};
        assertThat((double[])
                        apply(new SymmetricEigen(), array(above, 2)).getFirst().storage())
                .containsExactly(1, 4);
    }
}
