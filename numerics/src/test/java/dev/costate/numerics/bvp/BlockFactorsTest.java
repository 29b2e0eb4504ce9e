package dev.costate.numerics.bvp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockFactorsTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 1", "1, 2, 1", "2, 0, 2", "2, 1, 7", "3, 0, 20", "5, 3, 13", "4, 0, 1000"})
    void solvesWhatItFactored(int n, int k, int intervals) {
        BlockMatrix a = random(n, k, intervals, 1);
        double[] z = draw(new Random(2), a.size());
        BlockFactors factors = BlockFactors.of(a);
        assertThat(factors.singular()).isFalse();
        double[] residual = times(a, factors.solve(times(a, z)));
        // backward stable: the residual is a few roundings whatever the conditioning
        assertThat(residual).containsExactly(times(a, z), within(1e-12));
    }

    /// Solutions that grow by `e` and shrink by `1 / e` an interval, with one condition at each end: well
    /// conditioned, and what elimination without orthogonality or pivoting loses.
    @Test
    void keepsGrowingSolutionsApart() {
        int intervals = 2000;
        double[] left = new double[intervals * 4];
        double[] right = new double[intervals * 4];
        for (int i = 0; i < intervals; i++) {
            left[4 * i] = -Math.E;
            left[4 * i + 3] = -1 / Math.E;
            right[4 * i] = 1;
            right[4 * i + 3] = 1;
        }
        // u(b) = 1 for the growing one, v(a) = 1 for the shrinking one
        BlockMatrix a = new BlockMatrix(
                2, 0, left, right, new double[0], new double[] {0, 0, 0, 1}, new double[] {1, 0, 0, 0}, new double[0]);
        BlockFactors factors = BlockFactors.of(a);
        assertThat(factors.singular()).isFalse();
        double[] b = new double[a.size()];
        b[2 * intervals] = 1;
        b[2 * intervals + 1] = 1;
        double[] z = factors.solve(b);
        for (int i = 0; i <= intervals; i++) {
            assertThat(z[2 * i]).isCloseTo(Math.exp(i - intervals), within(1e-15));
            assertThat(z[2 * i + 1]).isCloseTo(Math.exp(-i), within(1e-15));
        }
    }

    @Test
    void namesSingularMatrices() {
        BlockMatrix a = random(3, 1, 9, 3);
        System.arraycopy(a.first(), 0, a.first(), 3, 3);
        System.arraycopy(a.last(), 0, a.last(), 3, 3);
        a.border()[1] = a.border()[0];
        assertThat(BlockFactors.of(a).singular()).as("two equal conditions").isTrue();

        BlockMatrix b = random(2, 0, 9, 4);
        // nothing depends on the second component of the fifth state
        for (int r = 0; r < 2; r++) {
            b.right()[(4 * 2 + r) * 2 + 1] = 0;
            b.left()[(5 * 2 + r) * 2 + 1] = 0;
        }
        assertThat(BlockFactors.of(b).singular()).as("a free component").isTrue();
    }

    /// Scales of the unknowns do not decide.
    @Test
    void badUnitsAreNotSingular() {
        BlockMatrix a = random(2, 1, 5, 5);
        for (int r = 0; r < a.left().length; r += 2) {
            a.left()[r] *= 1e-18;
            a.right()[r] *= 1e-18;
        }
        for (int r = 0; r < a.first().length; r += 2) {
            a.first()[r] *= 1e-18;
            a.last()[r] *= 1e-18;
        }
        assertThat(BlockFactors.of(a).singular()).isFalse();
    }

    private static BlockMatrix random(int n, int k, int intervals, int seed) {
        Random random = new Random(seed);
        return new BlockMatrix(
                n,
                k,
                draw(random, intervals * n * n),
                draw(random, intervals * n * n),
                draw(random, intervals * n * k),
                draw(random, (n + k) * n),
                draw(random, (n + k) * n),
                draw(random, (n + k) * k));
    }

    private static double[] draw(Random random, int count) {
        return random.doubles(count, -1, 1).toArray();
    }

    private static double[] times(BlockMatrix a, double[] z) {
        int n = a.n();
        int k = a.k();
        int intervals = a.intervals();
        double[] b = new double[a.size()];
        for (int i = 0; i < intervals; i++) {
            for (int r = i * n; r < (i + 1) * n; r++) {
                b[r] = dot(a.left(), r * n, z, i * n, n)
                        + dot(a.right(), r * n, z, (i + 1) * n, n)
                        + dot(a.unknowns(), r * k, z, (intervals + 1) * n, k);
            }
        }
        for (int r = 0; r < n + k; r++) {
            b[intervals * n + r] = dot(a.first(), r * n, z, 0, n)
                    + dot(a.last(), r * n, z, intervals * n, n)
                    + dot(a.border(), r * k, z, (intervals + 1) * n, k);
        }
        return b;
    }

    private static double dot(double[] a, int i, double[] b, int j, int count) {
        double sum = 0;
        for (int c = 0; c < count; c++) {
            sum += a[i + c] * b[j + c];
        }
        return sum;
    }
}
