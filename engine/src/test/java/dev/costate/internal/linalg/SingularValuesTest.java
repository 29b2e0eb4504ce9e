package dev.costate.internal.linalg;

import static dev.costate.internal.linalg.Matrices.apply;
import static dev.costate.internal.linalg.Matrices.array;
import static dev.costate.internal.linalg.Matrices.random;
import static dev.costate.internal.linalg.Matrices.rows;
import static dev.costate.internal.linalg.Matrices.transposed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.graph.Array;
import dev.costate.graph.Svd;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Singular values of known matrices, and the identities `A = U diag(s) V'`, `U' U = V' V = I`.
///
/// Golub and Kahan's reduction and the QR iteration are backward stable: `|E| <= p(m, n) u |A|` with a `p` that
/// grows about linearly. The bound here is `30 (m + n) u |A|`.
class SingularValuesTest {
    private static final int GROWTH = 30;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0, 3",
        "3, 0",
        "1, 1",
        "1, 4",
        "4, 1",
        "2, 2",
        "3, 3",
        "3, 8",
        "8, 3",
        "13, 13",
        "32, 32",
        "33, 33",
        "65, 65",
        "70, 33",
        "33, 70",
        "130, 100"
    })
    void factorsMultiplyUp(int m, int n) {
        check(random(m, n, new SplittableRandom(1000L * m + n)), n);
    }

    /// Returns the singular values.
    private static double[] check(double[][] a, int n) {
        int m = a.length;
        List<Array> svd = apply(new Svd(), array(a, n));
        double[][] u = rows(svd.get(0));
        double[] s = (double[]) svd.get(1).storage();
        double[][] v = transposed(rows(svd.get(2)));
        if (m == 0 || n == 0) {
            assertThat(s).isEmpty();
            return s;
        }
        double error = GROWTH * (m + n) * Matrices.U;
        double[][] bound = new double[m][n];
        for (double[] row : bound) {
            Arrays.fill(row, s[0]);
        }
        Matrices.assertWithin(Orthonormal.made(u, s, v), a, error, bound);
        Orthonormal.assertColumns(u, error);
        Orthonormal.assertColumns(v, error);
        for (int i = 0; i < s.length; i++) {
            assertThat(s[i]).isNotNegative();
            assertThat(i == 0 || s[i] <= s[i - 1]).isTrue();
            assertThat(Signs.of(transposed(v)[i])).isEqualTo(1);
        }
        return s;
    }

    @ParameterizedTest
    @CsvSource({"6, 6, 3", "12, 5, 2", "5, 12, 4", "40, 40, 1", "70, 50, 20"})
    void aMatrixOfLessThanFullRank(int m, int n, int rank) {
        SplittableRandom random = new SplittableRandom(m);
        int k = Math.min(m, n);
        double[] d = new double[k];
        Arrays.setAll(d, i -> i < rank ? rank - i : 0);
        double[][] u = Arrays.stream(Orthonormal.random(m, random))
                .map(row -> Arrays.copyOf(row, k))
                .toArray(double[][]::new);
        double[][] v = Arrays.stream(Orthonormal.random(n, random))
                .map(row -> Arrays.copyOf(row, k))
                .toArray(double[][]::new);
        double[] s = check(Orthonormal.made(u, d, v), n);
        assertThat(s).containsExactly(d, within(GROWTH * (m + n) * Matrices.U * rank));
        check(new double[m][n], n);
        double[][] ones = new double[m][n];
        Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
        assertThat(check(ones, n)[0]).isCloseTo(Math.sqrt((double) m * n), within(GROWTH * (m + n) * Matrices.U * m));
    }

    /// Bidiagonal matrices keep their small singular values to nearly all digits (Demmel and Kahan, theorem 6):
    /// those of `[[1, 1, ..], [0, g, g..], ..]` against their product, the determinant.
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12})
    void smallSingularValuesOfABidiagonalMatrixKeepTheirDigits(int n) {
        double[][] a = new double[n][n];
        double logDeterminant = 0;
        for (int i = 0; i < n; i++) {
            a[i][i] = Math.pow(10, -6.0 * i);
            logDeterminant += Math.log(a[i][i]);
            if (i > 0) {
                a[i - 1][i] = a[i - 1][i - 1] / 2;
            }
        }
        double[] s = check(a, n);
        double logProduct = Arrays.stream(s).map(Math::log).sum();
        assertThat(logProduct - logDeterminant).isCloseTo(0, within(n * n * 100 * Matrices.U));
        int last = n - 1;
        double[][] back = new double[n][n];
        IntStream.range(0, n).forEach(i -> IntStream.range(0, n).forEach(j -> back[i][j] = a[last - j][last - i]));
        double[] same = check(back, n);
        for (int i = 0; i < n; i++) {
            assertThat(same[i]).isCloseTo(s[i], within(n * 200 * Matrices.U * s[i]));
        }
    }

    /// `[[1, x], [0, 1]]` has the singular values `(sqrt(x^2 + 4) +- x) / 2`; Hilbert's matrix has some far
    /// below what the largest one lets be known.
    @Test
    void closedForms() {
        for (double x : new double[] {0, 1e-9, 0.5, 3, 1e6}) {
            double[] s = check(new double[][] {{1, x}, {0, 1}}, 2);
            double large = (Math.sqrt(x * x + 4) + x) / 2;
            assertThat(s[0]).isCloseTo(large, within(8 * Matrices.U * large));
            assertThat(s[1]).isCloseTo(1 / large, within(8 * Matrices.U * large));
        }
        double[][] hilbert = new double[12][12];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                hilbert[i][j] = 1.0 / (i + j + 1);
            }
        }
        check(hilbert, 12);
    }

    @Test
    void anyScale() {
        double[][] a = random(5, 3, new SplittableRandom(1));
        double[] s = check(a, 3);
        for (int power : new int[] {-900, 900, 1020}) {
            double[][] scaled = Arrays.stream(a)
                    .map(row ->
                            Arrays.stream(row).map(x -> Math.scalb(x, power)).toArray())
                    .toArray(double[][]::new);
            double[] t = (double[]) apply(new Svd(), array(scaled, 3)).get(1).storage();
            for (int i = 0; i < 3; i++) {
                assertThat(Math.scalb(t[i], -power)).isCloseTo(s[i], within(1e-14 * s[i]));
            }
        }
    }

    /// Thousands of small matrices with zeros and ones in all places: none fails to converge.
    @Test
    void smallIntegersAlwaysConverge() {
        SplittableRandom random = new SplittableRandom(7);
        for (int turn = 0; turn < 3000; turn++) {
            int m = 1 + random.nextInt(7);
            int n = 1 + random.nextInt(7);
            double[][] a = new double[m][n];
            for (double[] row : a) {
                Arrays.setAll(row, _ -> random.nextInt(-1, 2) * Math.pow(10, random.nextInt(3) * -8.0));
            }
            check(a, n);
        }
    }

    @Test
    void whatIsNotFiniteMakesAllNaN() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (Array y : apply(new Svd(), array(new double[][] {{1, 2, 3}, {3, wrong, 4}}, 3))) {
                assertThat((double[]) y.storage()).containsOnly(Double.NaN);
            }
        }
    }
}
