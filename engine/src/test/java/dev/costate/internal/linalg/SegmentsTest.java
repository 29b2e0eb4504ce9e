package dev.costate.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
    private static final int[] SIZES = {160, 161, 166, 167, 207, 1201};

    /// A matrix whose elements are all real, all imaginary, or all of one direction in between.
    private record Bands(double[] lower, double[] diagonal, double[] upper, double re, double im) {
        static Bands of(int n, double lower, double diagonal, double upper) {
            return new Bands(all(n, lower), all(n, diagonal), all(n, upper), 1, 0);
        }

        Bands times(double cos, double sin) {
            return new Bands(lower, diagonal, upper, cos, sin);
        }

        Object[] factors() {
            int n = diagonal.length;
            double[][] bands = {lower, diagonal, upper};
            Object[] arrays = new Object[21];
            for (int k = 0; k < 6; k++) {
                double factor = k % 2 == 0 ? re : im;
                arrays[k] = Arrays.stream(bands[k / 2]).map(x -> factor * x).toArray();
            }
            for (int k = 6; k < 16; k++) {
                arrays[k] = all(n, Double.NaN);
            }
            arrays[16] = new int[n];
            new ComplexTridiagonalFactorisation(n).run(arrays, new int[21], new double[0]);
            return arrays;
        }

        /// How it was factored.
        int way() {
            return ((int[]) factors()[16])[diagonal.length - 1];
        }
    }

    private static double[] all(int n, double x) {
        double[] band = new double[n];
        Arrays.fill(band, x);
        return band;
    }

    @Test
    void everyRowIsInASegmentOrKeptOnce() {
        for (int n = Segments.LEAST; n < 400; n++) {
            Segments segments = Segments.of(n);
            int[] seen = new int[n];
            for (int s = 0; s < Segments.LANES; s++) {
                for (int i = 0; i < segments.length(); i++) {
                    seen[segments.start(s) + i]++;
                }
            }
            for (int q = 0; q < segments.kept(); q++) {
                seen[segments.place(q)]++;
            }
            assertThat(seen).containsOnly(1);
            assertThat(segments.kept()).isBetween(7, 14);
        }
    }

    /// Dominant, weakly so with either sign, with multipliers that grow, with pivots that vanish.
    @ParameterizedTest
    @CsvSource({"1, 2.5, 1, 2", "1, 2, 1, 2", "-1, 2, -1, 2", "0.1, 1, 2, 0", "1, 1.9, 1, 1", "1, 0, 1, 1"})
    void whatIsStableInSegmentsIsSolvedInThem(double below, double on, double above, int way) {
        for (int n : SIZES) {
            Bands bands = Bands.of(n, below, on, above);
            assertThat(bands.way()).as("%d rows", n).isEqualTo(way);
            assertThat(bands.times(0, -2).way()).isEqualTo(way);
            assertThat(bands.times(0.6, 0.8).way()).isEqualTo(way);
        }
    }

    @Test
    void fewRowsAreNotCut() {
        assertThat(Bands.of(Segments.LEAST - 1, 1, 4, 1).way()).isEqualTo(TridiagonalFactorisation.FROM_BOTH_ENDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dominanceByRowsOrColumnsIsEnoughWhateverTheirScale(boolean byRows) {
        SplittableRandom random = new SplittableRandom(5);
        for (int n : SIZES) {
            double[] lower = random.doubles(n, -1, 1).toArray();
            double[] upper = random.doubles(n, -1, 1).toArray();
            double[] diagonal = new double[n];
            double[] scale =
                    random.ints(n, -9, 9).mapToDouble(e -> Math.pow(10, e)).toArray();
            for (int i = 0; i < n; i++) {
                double before = i == 0 ? 0 : byRows ? lower[i] : upper[i - 1];
                double behind = i == n - 1 ? 0 : byRows ? upper[i] : lower[i + 1];
                diagonal[i] = Math.copySign(Math.abs(before) + Math.abs(behind), random.nextDouble() - 0.5);
            }
            for (int i = 0; i < n; i++) {
                diagonal[i] *= scale[i];
                lower[i] *= scale[byRows || i == 0 ? i : i - 1];
                upper[i] *= scale[byRows || i == n - 1 ? i : i + 1];
            }
            Bands bands = new Bands(lower, diagonal, upper, 0.8, -0.6);
            assertThat(bands.way()).as("%d rows", n).isEqualTo(ComplexTridiagonalFactorisation.IN_SEGMENTS);
        }
    }

    /// The inverse of `-1, 2, -1` is known: `x[i] = (i + 1) (n - i) / 2` for a right side of ones.
    @ParameterizedTest
    @ValueSource(ints = {160, 166, 167, 207, 1201})
    void poissonsEquationHasItsParabola(int n) {
        Object[] arrays = Bands.of(n, -1, 2, -1).times(0, 1).factors();
        arrays[17] = all(n, 0);
        arrays[18] = all(n, 1);
        arrays[19] = new double[n];
        arrays[20] = new double[n];
        ComplexTridiagonalSolving solving = new ComplexTridiagonalSolving(false, n, 1);
        solving.run(arrays, new int[21], all(solving.scratch(), Double.NaN));
        double[] x = (double[]) arrays[19];
        for (int i = 0; i < n; i++) {
            double exact = (i + 1.0) * (n - i) / 2;
            // the condition is n^2 / 2
            assertThat(x[i]).isCloseTo(exact, within(1e-16 * n * n * exact));
        }
        assertThat((double[]) arrays[20]).containsOnly(0);
    }

    /// Segments that do and do not fill squares of eight rows.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 12, 25, 149})
    void vectorsGiveTheBitsOfPlainLoops(int length) {
        Segments segments = new Segments(length, 9);
        SplittableRandom random = new SplittableRandom(length);
        Object[] arrays = new Object[16];
        int[] at = new int[16];
        for (int k = 0; k < 16; k++) {
            at[k] = k;
            arrays[k] = random.doubles(segments.size() + 16, -1, 1).toArray();
        }
        double[] x = random.doubles(2L * segments.size() + 40, -1, 1).toArray();
        for (boolean adjoint : new boolean[] {false, true}) {
            List<double[]> plain = passes(new PlainSweeps(), arrays, at, adjoint, segments, x);
            List<double[]> vectors = passes(new VectorSweeps(), arrays, at, adjoint, segments, x);
            for (int i = 0; i < plain.size(); i++) {
                assertThat(Arrays.equals(vectors.get(i), plain.get(i))).isTrue();
            }
        }
    }

    /// What is beside the segments and at their ends on the way, and the rows after it.
    private static List<double[]> passes(
            Sweeps sweeps, Object[] arrays, int[] at, boolean adjoint, Segments segments, double[] x) {
        double[] result = x.clone();
        double[] t = new double[Sweeps.FREE + 2 * segments.size()];
        Sweeps.Column column = new Sweeps.Column(result, 3, result, segments.size() + 23);
        sweeps.down(arrays, at, adjoint, segments, column, t);
        double[] ends = Arrays.copyOf(t, Sweeps.FREE);
        sweeps.up(arrays, at, adjoint, segments, column, t);
        return List.of(ends, result);
    }
}
