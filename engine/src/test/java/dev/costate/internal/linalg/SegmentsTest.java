package dev.costate.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
    private static final int[] SIZES = {96, 97, 103, 104, 207, 1201};

    /// How a matrix was factored: the last of the flags.
    private static int mode(double[] lower, double[] diagonal, double[] upper) {
        int n = diagonal.length;
        return ((int[]) factors(lower, diagonal, upper)[8])[n - 1];
    }

    private static Object[] factors(double[] lower, double[] diagonal, double[] upper) {
        int n = diagonal.length;
        Object[] arrays = new Object[11];
        arrays[0] = lower;
        arrays[1] = diagonal;
        arrays[2] = upper;
        for (int k = 3; k < 8; k++) {
            arrays[k] = new double[n];
            Arrays.fill((double[]) arrays[k], Double.NaN);
        }
        arrays[8] = new int[n];
        new TridiagonalFactorisation(n).run(arrays, new int[11], new double[0]);
        return arrays;
    }

    private static double[] solve(double[] lower, double[] diagonal, double[] upper, double[] b) {
        int n = b.length;
        Object[] arrays = factors(lower, diagonal, upper);
        arrays[9] = b;
        arrays[10] = new double[n];
        TridiagonalSolving solving = new TridiagonalSolving(false, n, 1);
        solving.run(arrays, new int[11], new double[solving.scratch()]);
        return (double[]) arrays[10];
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
    void whatIsStableInSegmentsIsSolvedInThem(double below, double on, double above, int mode) {
        for (int n : SIZES) {
            assertThat(mode(all(n, below), all(n, on), all(n, above)))
                    .as("%d rows", n)
                    .isEqualTo(mode);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dominanceByRowsOrColumnsIsEnoughWhateverTheirScale(boolean byRows) {
        SplittableRandom random = new SplittableRandom(5);
        for (int n : SIZES) {
            double[] lower = random.doubles(n, -1, 1).toArray();
            double[] upper = random.doubles(n, -1, 1).toArray();
            double[] diagonal = new double[n];
            double[] scale = random.ints(n, -9, 9).mapToDouble(e -> Math.pow(10, e)).toArray();
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
            assertThat(mode(lower, diagonal, upper))
                    .as("%d rows", n)
                    .isEqualTo(TridiagonalFactorisation.IN_SEGMENTS);
        }
    }

    /// The inverse of `-1, 2, -1` is known: `x[i] = (i + 1) (n - i) / 2` for a right side of ones.
    @ParameterizedTest
    @ValueSource(ints = {96, 103, 104, 207, 1201})
    void poissonsEquationHasItsParabola(int n) {
        double[] x = solve(all(n, -1), all(n, 2), all(n, -1), all(n, 1));
        for (int i = 0; i < n; i++) {
            double exact = (i + 1.0) * (n - i) / 2;
            // the condition is n^2 / 2
            assertThat(x[i]).isCloseTo(exact, within(1e-16 * n * n * exact));
        }
    }

    /// Lanes in vectors, and in plain loops, to the last bit; rows that do and do not fill squares of eight.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 12, 25, 149})
    void vectorsGiveTheBitsOfPlainLoops(int length) {
        SplittableRandom random = new SplittableRandom(length);
        int size = length * Segments.LANES;
        Object[] arrays = new Object[8];
        int[] at = new int[8];
        for (int k = 0; k < 8; k++) {
            at[k] = Segments.LANES + k;
            arrays[k] = random.doubles(size + 3 * Segments.LANES, -1, 1).toArray();
        }
        double[] rows = random.doubles(2L * size + 40, -1, 1).toArray();
        List<double[]> plain = rows(new PlainSweeps(), arrays, at, length, rows);
        List<double[]> vectors = rows(new VectorSweeps(), arrays, at, length, rows);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(vectors.get(i)).containsExactly(plain.get(i));
        }
    }

    /// The rows after each pair of sweeps; what is behind them in the scratch is nobody's.
    private static List<double[]> rows(Sweeps sweeps, Object[] arrays, int[] at, int length, double[] given) {
        int size = length * Segments.LANES;
        double[] t = new double[2 * size + 4 * Segments.LANES];
        List<double[]> seen = new ArrayList<>();
        for (int shift : new int[] {0, Segments.LANES}) {
            Sweeps.Places down = new Sweeps.Places(shift == 0 ? 0 : -1, 2, -shift, 4);
            Sweeps.Places up = new Sweeps.Places(shift == 0 ? -1 : 0, 2, shift, 4);
            sweeps.load(given, 3, length + 1, length, t, 0);
            sweeps.load(given, size / 2, length + 2, length, t, size);
            sweeps.complexDown(arrays, at, down, length, t);
            sweeps.complexUp(arrays, at, up, length, t);
            seen.add(Arrays.copyOf(t, 2 * size));
            sweeps.down(arrays, at, down, length, t);
            sweeps.up(arrays, at, up, length, t);
            seen.add(Arrays.copyOf(t, size));
            double[] x = new double[2 * size + 40];
            sweeps.store(t, 0, length, x, 5, length + 3);
            seen.add(x);
        }
        return seen;
    }
}
