package dev.costate.internal.linalg;

import static dev.costate.internal.linalg.Matrices.abs;
import static dev.costate.internal.linalg.Matrices.apply;
import static dev.costate.internal.linalg.Matrices.array;
import static dev.costate.internal.linalg.Matrices.assertWithin;
import static dev.costate.internal.linalg.Matrices.gamma;
import static dev.costate.internal.linalg.Matrices.product;
import static dev.costate.internal.linalg.Matrices.random;
import static dev.costate.internal.linalg.Matrices.rows;
import static dev.costate.internal.linalg.Matrices.transposed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.graph.Array;
import dev.costate.graph.Cholesky;
import dev.costate.graph.Lu;
import dev.costate.graph.Solve;
import dev.costate.graph.TriangularSolve;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The routines against the textbook, at sizes about their leaves and on both sides of them, within the errors
/// that Higham proves for any order of the operations.
class RoutinesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 13, 31, 32, 33, 48, 49, 65, 130, 257})
    void luIsThatOfTheTextbook(int n) {
        double[][] a = random(n, n, new SplittableRandom(n));
        List<Array> result = apply(new Lu(), array(a, n));
        double[][] packed = rows(result.get(0));
        int[] permutation = (int[]) result.get(1).storage();
        assertThat(permutation).isEqualTo(textbookPermutation(a));
        double[][] l = part(packed, true, true);
        double[][] u = part(packed, false, false);
        double[][] moved = Arrays.stream(permutation).mapToObj(i -> a[i]).toArray(double[][]::new);
        // Theorem 9.3: L U = P A + E, |E| <= gamma_n |L| |U|; the products here err by as much again.
        assertWithin(product(l, u), moved, 2 * gamma(n), product(abs(l), abs(u)));
        for (double[] row : l) {
            assertThat(Arrays.stream(row).map(Math::abs).max().orElse(0)).isLessThanOrEqualTo(1);
        }
    }

    /// The rows that Gaussian elimination with partial pivoting takes, one column after the other.
    private static int[] textbookPermutation(double[][] matrix) {
        double[][] a = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        int[] rows = IntStream.range(0, a.length).toArray();
        for (int j = 0; j < a.length; j++) {
            int column = j;
            int pivot = IntStream.range(j, a.length)
                    .reduce((p, i) -> Math.abs(a[i][column]) > Math.abs(a[p][column]) ? i : p)
                    .orElseThrow();
            double[] row = a[j];
            a[j] = a[pivot];
            a[pivot] = row;
            int number = rows[j];
            rows[j] = rows[pivot];
            rows[pivot] = number;
            for (int i = j + 1; i < a.length; i++) {
                double factor = a[i][j] / a[j][j];
                for (int c = j; c < a.length; c++) {
                    a[i][c] -= factor * a[j][c];
                }
            }
        }
        return rows;
    }

    /// A triangle of `a`, with ones on its diagonal if asked for.
    private static double[][] part(double[][] a, boolean lower, boolean unit) {
        double[][] part = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                part[i][j] = i == j && unit ? 1 : i == j || (j < i) == lower ? a[i][j] : 0;
            }
        }
        return part;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 13, 16, 17, 31, 32, 33, 65, 130})
    void trianglesAreSolved(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[][] a = random(n, n, random);
        for (int i = 0; i < n; i++) {
            // Such triangles are not so ill conditioned that the solutions overflow.
            a[i][i] = n + 2;
        }
        for (int k : new int[] {0, 1, 2, 7, 64}) {
            double[][] b = random(n, k, random);
            for (boolean lower : new boolean[] {false, true}) {
                for (boolean transposed : new boolean[] {false, true}) {
                    for (boolean unit : new boolean[] {false, true}) {
                        TriangularSolve op = new TriangularSolve(lower, transposed, unit);
                        double[][] scaled = unit ? scaled(a, 1.0 / (n + 2)) : a;
                        double[][] read = part(scaled, lower, unit);
                        double[][] t = transposed ? transposed(read) : read;
                        double[][] x =
                                rows(apply(op, array(scaled, n), array(b, k)).getFirst());
                        // Theorem 8.5: (T + dT) x = b, |dT| <= gamma_n |T|
                        assertWithin(product(t, x), b, 2 * gamma(n), product(abs(t), abs(x)));
                    }
                }
            }
        }
    }

    private static double[][] scaled(double[][] a, double factor) {
        return Arrays.stream(a)
                .map(row -> Arrays.stream(row).map(e -> e * factor).toArray())
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 13, 33, 65, 130})
    void equationsAreSolvedByFactors(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[][] a = random(n, n, random);
        List<Array> lu = apply(new Lu(), array(a, n));
        double[][] packed = rows(lu.get(0));
        double[][] size = product(abs(part(packed, true, true)), abs(part(packed, false, false)));
        int[] permutation = (int[]) lu.get(1).storage();
        double[][] unmoved = new double[n][];
        for (int i = 0; i < n; i++) {
            unmoved[permutation[i]] = size[i];
        }
        for (int k : new int[] {0, 1, 7}) {
            double[][] b = random(n, k, random);
            for (boolean transposed : new boolean[] {false, true}) {
                Array[] operands = {array(a, n), lu.get(0), lu.get(1), array(b, k)};
                double[][] x = rows(apply(new Solve(transposed), operands).getFirst());
                double[][] t = transposed ? transposed(a) : a;
                double[][] bound = transposed ? transposed(unmoved) : unmoved;
                // Theorem 9.4: (A + dA) x = b, |dA| <= gamma_3n |L| |U|
                assertWithin(product(t, x), b, gamma(4 * n + 1), product(bound, abs(x)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 13, 32, 33, 65, 130, 257})
    void choleskyFactorsMultiplyUp(int n) {
        double[][] m = random(n, n + 3, new SplittableRandom(n));
        double[][] a = product(m, transposed(m));
        double[][] read = Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < n; i++) {
            Arrays.fill(read[i], i + 1, n, Double.NaN);
        }
        double[][] l = rows(apply(new Cholesky(), array(read, n)).getFirst());
        // Theorem 10.3: L L' = A + E, |E| <= gamma_(n+1) |L| |L'|
        assertWithin(product(l, transposed(l)), a, 2 * gamma(n + 1), product(abs(l), transposed(abs(l))));
        for (int i = 0; i < n; i++) {
            assertThat(l[i][i]).isPositive();
            for (int j = i + 1; j < n; j++) {
                assertThat(l[i][j]).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 40, 65})
    void whatIsNotPositiveDefiniteHasNoFactor(int n) {
        double[][] m = random(n, n, new SplittableRandom(n));
        double[][] a = product(m, transposed(m));
        for (double wrong : new double[] {0, -1, Double.NaN}) {
            for (int place : new int[] {0, n / 2, n - 1}) {
                double[][] one = Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
                one[place][place] = wrong;
                double[][] l = rows(apply(new Cholesky(), array(one, n)).getFirst());
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        assertThat(l[i][j]).isEqualTo(Double.valueOf(j <= i ? Double.NaN : 0));
                    }
                }
            }
        }
    }

    /// A column without a pivot is passed over; the equations then have infinite solutions, or none.
    @ParameterizedTest
    @ValueSource(ints = {2, 13, 65})
    void aSingularMatrixHasAZeroOnItsDiagonal(int n) {
        double[][] a = random(n, n, new SplittableRandom(n));
        for (double[] row : a) {
            row[n / 2] = 0;
        }
        List<Array> lu = apply(new Lu(), array(a, n));
        double[][] packed = rows(lu.get(0));
        assertThat(packed[n / 2][n / 2]).isZero();
        assertThat(Arrays.stream(packed).flatMapToDouble(Arrays::stream)).allMatch(Double::isFinite);
        Array b = array(random(n, 1, new SplittableRandom(n)), 1);
        double[][] x = rows(
                apply(new Solve(false), array(a, n), lu.get(0), lu.get(1), b).getFirst());
        assertThat(Double.isFinite(x[n / 2][0])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 65})
    void aNaNIsNotLost(int n) {
        double[][] a = random(n, n, new SplittableRandom(n));
        a[n - 1][0] = Double.NaN;
        double[][] packed = rows(apply(new Lu(), array(a, n)).getFirst());
        assertThat(packed[n - 1][n - 1]).isNaN();
    }
}
