package dev.costate.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The residual `|b - a x|` of a backward stable method is a few roundings of `|a| |x|`, however
/// ill-conditioned `a` is (Higham, section 9.6).
class TridiagonalSolvingTest {
    private static final double ROUNDINGS = 40 * 0x1p-53;

    /// A complex tridiagonal system with `k` right sides; a real one has no imaginary parts.
    private record Problem(int n, int k, double[][] matrix, double[] re, double[] im) {
        /// @param weight how much heavier the diagonal is than what is beside it
        static Problem random(SplittableRandom random, int n, int k, double weight, boolean isComplex) {
            double[][] matrix = new double[6][];
            for (int band = 0; band < 6; band++) {
                double scale = band % 2 == 1 && !isComplex ? 0 : band / 2 == 1 ? weight : 1;
                // numbers of very different sizes: rows and columns that are badly scaled
                matrix[band] = random.doubles(n, -1, 1)
                        .map(x -> scale * Math.copySign(Math.pow(Math.abs(x), 3), x))
                        .toArray();
            }
            double[] im = isComplex ? random.doubles((long) n * k, -1, 1).toArray() : new double[n * k];
            return new Problem(n, k, matrix, random.doubles((long) n * k, -1, 1).toArray(), im);
        }

        /// Column `c` alone.
        Problem column(int c) {
            double[] oneRe = new double[n];
            double[] oneIm = new double[n];
            for (int i = 0; i < n; i++) {
                oneRe[i] = re[i * k + c];
                oneIm[i] = im[i * k + c];
            }
            return new Problem(n, 1, matrix, oneRe, oneIm);
        }

        /// Whether the matrix had to be factored from the top.
        boolean exchanges() {
            Object[] factors = factors();
            return ((int[]) factors[16])[n - 1] == TridiagonalFactorisation.FROM_TOP;
        }

        private Object[] factors() {
            Object[] arrays = new Object[21];
            System.arraycopy(matrix, 0, arrays, 0, 6);
            for (int i = 6; i < 16; i++) {
                arrays[i] = new double[n];
                Arrays.fill((double[]) arrays[i], Double.NaN);
            }
            arrays[16] = new int[n];
            new ComplexTridiagonalFactorisation(n).run(arrays, new int[21], new double[0]);
            return arrays;
        }

        private static void run(Routine routine, Object[] arrays) {
            double[] scratch = new double[routine.scratch()];
            Arrays.fill(scratch, Double.NaN);
            routine.run(arrays, new int[arrays.length], scratch);
        }

        double[][] solve(boolean adjoint) {
            Object[] arrays = factors();
            arrays[17] = re;
            arrays[18] = im;
            arrays[19] = new double[n * k];
            arrays[20] = new double[n * k];
            run(new ComplexTridiagonalSolving(adjoint, n, k), arrays);
            return new double[][] {(double[]) arrays[19], (double[]) arrays[20]};
        }

        /// By the routines for real numbers.
        double[] solveReal(boolean transposed) {
            Object[] arrays = new Object[10];
            for (int band = 0; band < 3; band++) {
                arrays[band] = matrix[2 * band];
            }
            for (int i = 3; i < 7; i++) {
                arrays[i] = new double[n];
            }
            arrays[7] = new int[n];
            new TridiagonalFactorisation(n).run(arrays, new int[10], new double[0]);
            arrays[8] = re;
            arrays[9] = new double[n * k];
            run(new TridiagonalSolving(transposed, n, k), arrays);
            return (double[]) arrays[9];
        }

        /// The largest of `b - a x` by the largest of `a` times that of `x`: the normwise backward error.
        double residual(double[] xRe, double[] xIm, boolean adjoint) {
            double worst = 0;
            for (int c = 0; c < k; c++) {
                double largest = 0;
                double x = 0;
                for (int i = 0; i < n; i++) {
                    largest = Math.max(largest, rowResidual(xRe, xIm, adjoint, i, c));
                    x = Math.max(x, Math.hypot(xRe[i * k + c], xIm[i * k + c]));
                }
                worst = Math.max(worst, largest / (norm() * x));
            }
            return worst;
        }

        private double rowResidual(double[] xRe, double[] xIm, boolean adjoint, int i, int c) {
            double leftRe = re[i * k + c];
            double leftIm = im[i * k + c];
            for (int j = Math.max(0, i - 1); j <= Math.min(n - 1, i + 1); j++) {
                int row = adjoint ? j : i;
                int band = adjoint ? i - j + 1 : j - i + 1;
                double a = matrix[2 * band][row];
                double b = (adjoint ? -1 : 1) * matrix[2 * band + 1][row];
                leftRe -= a * xRe[j * k + c] - b * xIm[j * k + c];
                leftIm -= a * xIm[j * k + c] + b * xRe[j * k + c];
            }
            return Math.hypot(leftRe, leftIm);
        }

        private double norm() {
            return Arrays.stream(matrix)
                    .flatMapToDouble(Arrays::stream)
                    .map(Math::abs)
                    .max()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 13, 159, 160, 166, 167, 207, 1201})
    void theResidualIsOfTheOrderOfRounding(int n) {
        SplittableRandom random = new SplittableRandom(n);
        for (int trial = 0; trial < 60; trial++) {
            double weight = new double[] {0, 0.01, 1, 30}[trial % 4];
            boolean isComplex = trial % 3 == 0;
            if (weight == 0 && n % 2 == 1) {
                continue; // singular
            }
            Problem problem = Problem.random(random, n, 1 + trial % 2 * 2, weight, isComplex);
            for (boolean adjoint : new boolean[] {false, true}) {
                double[][] x = problem.solve(adjoint);
                assertThat(problem.residual(x[0], x[1], adjoint))
                        .as("n %d, diagonal %s, complex %s, adjoint %s", n, weight, isComplex, adjoint)
                        .isLessThan(ROUNDINGS);
                if (!isComplex) {
                    double[] real = problem.solveReal(adjoint);
                    assertThat(problem.residual(real, x[1], adjoint)).isLessThan(ROUNDINGS);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 13, 160, 207})
    void severalRightSidesAreSolvedAsEachAlone(int n) {
        SplittableRandom random = new SplittableRandom(n);
        for (double weight : new double[] {0.5, 30}) {
            Problem problem = Problem.random(random, n, 5, weight, true);
            for (boolean adjoint : new boolean[] {false, true}) {
                double[][] all = problem.solve(adjoint);
                double[] real = problem.solveReal(adjoint);
                for (int c = 0; c < 5; c++) {
                    double[][] one = problem.column(c).solve(adjoint);
                    double[] oneReal = problem.column(c).solveReal(adjoint);
                    for (int i = 0; i < n; i++) {
                        assertThat(one[0][i]).isEqualTo(all[0][i * 5 + c]);
                        assertThat(one[1][i]).isEqualTo(all[1][i * 5 + c]);
                        assertThat(oneReal[i]).isEqualTo(real[i * 5 + c]);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 13, 207})
    void aDominantDiagonalIsFactoredFromBothEndsAndAVanishingOneFromTheTop(int n) {
        SplittableRandom random = new SplittableRandom(7);
        Problem dominant = Problem.random(random, n, 1, 1, true);
        Arrays.setAll(dominant.matrix[2], i -> 3 + i % 2);
        assertThat(dominant.exchanges()).isFalse();
        Arrays.fill(dominant.matrix[2], 0);
        Arrays.fill(dominant.matrix[3], 0);
        assertThat(dominant.exchanges()).isTrue();
    }

    /// Rows of very different sizes: each diagonal is the largest of its row, not of its column.
    @ParameterizedTest
    @ValueSource(ints = {4, 13, 207, 1201})
    void rowsOfAnySizeNeedNoExchange(int n) {
        SplittableRandom random = new SplittableRandom(8);
        Problem problem = Problem.random(random, n, 1, 1, false);
        for (int i = 0; i < n; i++) {
            double size = Math.pow(10, random.nextInt(-8, 9));
            problem.matrix[0][i] = -size;
            problem.matrix[2][i] = 2.5 * size;
            problem.matrix[4][i] = -size;
            problem.re[i] *= size;
        }
        assertThat(problem.exchanges()).isFalse();
        double[] x = problem.solveReal(false);
        for (int i = 0; i < n; i++) {
            double left = 2.5 * x[i] - (i == 0 ? 0 : x[i - 1]) - (i == n - 1 ? 0 : x[i + 1]);
            assertThat(left).isCloseTo(problem.re[i] / -problem.matrix[0][i], within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-170, 1e170, 1e300})
    void pivotsWhoseSquareIsOutOfRangeAreInvertedAllTheSame(double size) {
        Problem problem = Problem.random(new SplittableRandom(9), 6, 1, 1, true);
        for (int i = 0; i < 6; i++) {
            for (int band = 0; band < 6; band++) {
                problem.matrix[band][i] = size * (band == 2 ? 3 : band == 3 ? -2 : 1);
            }
        }
        double[][] x = problem.solve(false);
        double worst = 0;
        for (int i = 0; i < 6; i++) {
            double left = 3 * x[0][i] + 2 * x[1][i];
            for (int j = i - 1; j <= i + 1; j += 2) {
                left += j < 0 || j > 5 ? 0 : x[0][j] - x[1][j];
            }
            worst = Math.max(worst, Math.abs(left * size - problem.re[i]));
        }
        assertThat(worst).isLessThan(1e-14);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aSingularMatrixGivesNoNumbers(int n) {
        Problem problem = Problem.random(new SplittableRandom(10), n, 1, 1, false);
        for (double[] band : problem.matrix) {
            Arrays.fill(band, 0);
        }
        for (double x : problem.solveReal(false)) {
            assertThat(x).isNotFinite();
        }
    }
}
