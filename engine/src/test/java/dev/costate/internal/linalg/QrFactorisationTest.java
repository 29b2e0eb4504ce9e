package dev.costate.internal.linalg;

import static dev.costate.internal.linalg.Matrices.apply;
import static dev.costate.internal.linalg.Matrices.array;
import static dev.costate.internal.linalg.Matrices.assertWithin;
import static dev.costate.internal.linalg.Matrices.product;
import static dev.costate.internal.linalg.Matrices.random;
import static dev.costate.internal.linalg.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.graph.Array;
import dev.costate.graph.Qr;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// QR within the errors that Higham proves (theorem 19.4, whose constant is small): column by column
/// `|A - Q R| <= c m k u |A|`, and `|Q' Q - I| <= c m k u`, with `c = 2` for the products that are formed here.
class QrFactorisationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0, 3",
        "3, 0",
        "1, 1",
        "1, 5",
        "5, 1",
        "2, 2",
        "3, 7",
        "7, 3",
        "13, 13",
        "31, 32",
        "32, 32",
        "33, 33",
        "33, 64",
        "70, 65",
        "65, 70",
        "130, 100",
        "257, 40",
        "40, 257"
    })
    void factorsMultiplyUp(int m, int n) {
        check(random(m, n, new SplittableRandom(1000L * m + n)), n);
    }

    /// The bound holds for each column, be it small or large beside the others.
    @ParameterizedTest
    @CsvSource({"6, 4", "70, 65"})
    void columnsOfAnyScaleKeepTheirDigits(int m, int n) {
        double[][] a = random(m, n, new SplittableRandom(m));
        for (double[] row : a) {
            for (int j = 0; j < n; j++) {
                row[j] *= Math.scalb(1.0, j % 3 == 0 ? -900 : j % 3 == 1 ? 0 : 900);
            }
        }
        check(a, n);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "40, 40", "70, 66"})
    void columnsMayDependOnEachOther(int m, int n) {
        double[][] a = random(m, n, new SplittableRandom(m));
        for (double[] row : a) {
            row[n / 2] = row[0] - 2 * row[1];
            row[n - 1] = 0;
        }
        check(a, n);
        check(new double[m][n], n);
    }

    private static void check(double[][] a, int n) {
        int m = a.length;
        int k = Math.min(m, n);
        List<Array> qr = apply(new Qr(), array(a, n));
        double[][] q = rows(qr.get(0));
        double[][] r = rows(qr.get(1));
        double[][] bound = new double[m][n];
        for (int j = 0; j < n; j++) {
            int column = j;
            double norm = Arrays.stream(a)
                            .mapToDouble(row -> Math.abs(row[column]))
                            .max()
                            .orElse(0)
                    * Math.sqrt(m);
            for (double[] row : bound) {
                row[j] = norm;
            }
        }
        double error = 2 * Math.max(1, m) * Math.max(1, k) * Matrices.U;
        assertWithin(product(q, r), a, error, bound);
        Orthonormal.assertColumns(q, error);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < Math.min(i, n); j++) {
                assertThat(r[i][j]).isZero();
            }
        }
    }

    /// Classical: the sides of a right triangle.
    @Test
    void theSignsAreThoseOfLapack() {
        List<Array> qr = apply(new Qr(), array(new double[][] {{3, 5}, {4, 10}}, 2));
        double[] q = (double[]) qr.get(0).storage();
        double[] r = (double[]) qr.get(1).storage();
        assertThat(q).containsExactly(new double[] {-0.6, -0.8, -0.8, 0.6}, within(4 * Matrices.U));
        assertThat(r).containsExactly(new double[] {-5, -11, 0, 2}, within(32 * Matrices.U));
    }

    @Test
    void whatIsNotFiniteMakesAllNaN() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (Array y : apply(new Qr(), array(new double[][] {{1, 2}, {3, 4}, {5, wrong}}, 2))) {
                assertThat((double[]) y.storage()).containsOnly(Double.NaN);
            }
        }
    }
}
