package dev.costate.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.internal.parallel.Workers;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tridiagonal matrices of the kinds that LAPACK's own tests and Wilkinson's book have: with eigenvalues that
/// lie apart, in pairs, in clusters, graded, or nearly all equal.
class TridiagonalDivisionTest {
    /// What rounding may do, in units of `n u |T|`; what was found is 3 at most.
    private static final int GROWTH = 10;

    record Kind(String name, double[] d, double[] e) {
        @Override
        public String toString() {
            return name + " of " + d.length;
        }

        double norm() {
            return IntStream.range(0, d.length)
                    .mapToDouble(i -> Math.abs(d[i]) + (i > 0 ? Math.abs(e[i - 1]) : 0))
                    .max()
                    .orElse(0);
        }
    }

    private static Kind kind(String name, int n, IntToDoubleFunction d, IntToDoubleFunction e) {
        return new Kind(
                name,
                IntStream.range(0, n).mapToDouble(d).toArray(),
                IntStream.range(0, n - 1).mapToDouble(e).toArray());
    }

    static Stream<Kind> kinds() {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.of(33, 64, 97, 150, 300)
                .flatMap(n -> Stream.of(
                        kind("random", n, _ -> random.nextDouble(-1, 1), _ -> random.nextDouble(-1, 1)),
                        kind("second difference", n, _ -> 0.5, _ -> -0.25),
                        kind("Wilkinson's", n, i -> Math.abs(i - n / 2) / (double) n, _ -> 1.0 / n),
                        kind("glued", n, i -> Math.abs(i % 21 - 10) / 11.0, i -> i % 21 == 20 ? 1e-10 : 1 / 11.0),
                        kind("graded", n, i -> Math.pow(0.9, i), i -> 0.3 * Math.pow(0.9, i)),
                        kind("graded upward", n, i -> Math.pow(0.9, n - i), i -> 0.3 * Math.pow(0.9, n - i)),
                        kind("nearly equal", n, _ -> 1, _ -> random.nextDouble(-1e-15, 1e-15)),
                        kind("links of all sizes", n, _ -> 0, _ -> Math.pow(10, -20 * random.nextDouble())),
                        kind("in pieces", n, i -> i % 3, i -> i % 5 == 0 ? 0 : 0.1),
                        kind("alternating", n, i -> i % 2, _ -> 1e-3),
                        kind("Golub and Kahan's", n, _ -> 0, i -> i % 2 == 0 ? 1e-12 : 1),
                        kind("diagonal", n, i -> -i / (double) n, _ -> 0),
                        kind("zero", n, _ -> 0, _ -> 0)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void vectorsAreOrthogonalAndTurnedIntoMultiples(Kind kind) {
        int n = kind.d.length;
        double[] w = kind.d.clone();
        double[][] vectors = Objects.requireNonNull(TridiagonalDivision.run(w, kind.e.clone()));
        double error = GROWTH * n * 0x1p-53 * Math.max(kind.norm(), Double.MIN_NORMAL);
        for (int j = 0; j < n; j++) {
            double[] x = vectors[j];
            for (int i = 0; i < n; i++) {
                double y = kind.d[i] * x[i];
                y += i > 0 ? kind.e[i - 1] * x[i - 1] : 0;
                y += i < n - 1 ? kind.e[i] * x[i + 1] : 0;
                assertThat(Math.abs(y - w[j] * x[i])).as("residual").isLessThanOrEqualTo(error);
            }
        }
        Orthonormal.assertColumns(Matrices.transposed(vectors), GROWTH * n * 0x1p-53);
        double[] iterated = kind.d.clone();
        assertThat(TridiagonalQl.run(iterated, kind.e.clone(), new double[n][n]))
                .isTrue();
        Arrays.sort(iterated);
        Arrays.sort(w);
        assertThat(w).containsExactly(iterated, within(error));
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Kind kind = kinds().filter(k -> k.d.length == 300).findFirst().orElseThrow();
        double[] alone = kind.d.clone();
        double[][][] vectors = new double[1][][];
        try (Workers one = new Workers(1)) {
            Workers.with(one, () -> vectors[0] = TridiagonalDivision.run(alone, kind.e.clone()));
        }
        for (int threads = 2; threads < 5; threads++) {
            try (Workers some = new Workers(threads)) {
                double[] w = kind.d.clone();
                Workers.with(
                        some,
                        () -> assertThat(TridiagonalDivision.run(w, kind.e.clone()))
                                .isDeepEqualTo(vectors[0]));
                assertThat(w).isEqualTo(alone);
            }
        }
    }
}
