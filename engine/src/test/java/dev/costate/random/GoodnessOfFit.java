package dev.costate.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Tests of fit at the level of one in ten thousand; with fixed keys they pass or fail for good.
final class GoodnessOfFit {
    /// Of `sqrt(n) D`, exceeded with probability `2 e^(-2 x^2)` = 1e-4 (Kolmogorov 1933).
    private static final double KOLMOGOROV = 2.2254;

    /// Of the standard normal distribution, exceeded with probability 1e-4.
    private static final double NORMAL = 3.719;

    private GoodnessOfFit() {}

    /// The sample has the continuous distribution function `cdf`, by Kolmogorov's and Smirnov's test.
    static void distribution(String name, double[] sample, DoubleUnaryOperator cdf) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double distance = 0;
        for (int i = 0; i < n; i++) {
            double f = cdf.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.max(f - (double) i / n, (i + 1.0) / n - f));
        }
        assertThat(Math.sqrt(n) * distance)
                .as("%s: sqrt(n) times the largest distance from the distribution function", name)
                .isLessThan(KOLMOGOROV);
    }

    /// The counts have these probabilities, by Pearson's chi-square test with Wilson's and Hilferty's quantile
    /// (1931).
    static void counts(String name, long[] counts, double[] probabilities) {
        long n = Arrays.stream(counts).sum();
        double chiSquare = 0;
        int freedom = -1;
        for (int i = 0; i < counts.length; i++) {
            if (probabilities[i] == 0) {
                assertThat(counts[i]).as("%s: count of impossible %d", name, i).isZero();
                continue;
            }
            double expected = n * probabilities[i];
            assertThat(expected).as("%s: too few draws for the test", name).isGreaterThan(5);
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
            freedom++;
        }
        double third = 2.0 / (9 * freedom);
        double quantile = freedom * Math.pow(1 - third + NORMAL * Math.sqrt(third), 3);
        assertThat(chiSquare)
                .as("%s: chi-square with %d degrees of freedom", name, freedom)
                .isLessThan(quantile);
    }

    /// The mean of independent numbers of standard deviation `deviation` is `expected`.
    static void mean(String name, double[] sample, double expected, double deviation) {
        double mean = Arrays.stream(sample).average().orElseThrow();
        double standard = (mean - expected) / (deviation / Math.sqrt(sample.length));
        assertThat(Math.abs(standard))
                .as("%s: mean %s, expected %s", name, mean, expected)
                .isLessThan(NORMAL);
    }

    /// The counts of equally likely cells.
    static void equallyLikely(String name, long[] counts) {
        double[] p = new double[counts.length];
        Arrays.fill(p, 1.0 / counts.length);
        counts(name, counts, p);
    }

    /// How often each of `0 ... cells - 1` occurs.
    static long[] count(int[] values, int cells) {
        long[] counts = new long[cells];
        for (int v : values) {
            counts[v]++;
        }
        return counts;
    }
}
