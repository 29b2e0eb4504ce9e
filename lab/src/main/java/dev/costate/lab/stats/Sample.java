package dev.costate.lab.stats;

import java.util.Arrays;

/// One number of each of several runs, and of how many runs it was not finite.
///
/// Statistics are those of the finite numbers; they are NaN where there are too few. With `n - diverged` of
/// them, `x_1 <= x_2 <= ...`:
///
/// ```java
/// Sample sample = Sample.of(0.3, 0.1, Double.NaN, 0.2);
/// IO.println(sample.n() + " " + sample.diverged());  // -> 4 1
/// IO.println(sample.of(Statistic.MEDIAN));  // -> 0.2
/// Interval interval = sample.interval(Statistic.MEAN, Bootstrap.BCA);
/// ```
public final class Sample {
    private final double[] sorted;
    private final int diverged;
    private final int missing;

    private Sample(double[] sorted, int diverged, int missing) {
        this.sorted = sorted;
        this.diverged = diverged;
        this.missing = missing;
    }

    /// These numbers; those that are not finite are counted as diverged.
    public static Sample of(double... values) {
        return of(values, 0, 0);
    }

    /// These numbers beside runs that have none.
    ///
    /// @param values the numbers; those that are not finite are counted as diverged
    /// @param diverged how many more runs diverged
    /// @param missing how many runs have not come so far; they do not count in [#n]
    public static Sample of(double[] values, int diverged, int missing) {
        if (diverged < 0 || missing < 0) {
            throw new IllegalArgumentException(
                    "a sample with %d diverged and %d missing runs".formatted(diverged, missing));
        }
        var finite = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return new Sample(finite, diverged + values.length - finite.length, missing);
    }

    /// Finite numbers in ascending order.
    static double[] sorted(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        // NaN and infinity are sorted to the ends
        if (sorted.length > 0 && !(Double.isFinite(sorted[0]) && Double.isFinite(sorted[sorted.length - 1]))) {
            throw new IllegalArgumentException(
                    "not all of the %d numbers are finite; a Sample counts those that are not"
                            .formatted(sorted.length));
        }
        return sorted;
    }

    /// How many runs there are, those that diverged among them.
    public int n() {
        return sorted.length + diverged;
    }

    /// How many of them diverged.
    public int diverged() {
        return diverged;
    }

    /// How many runs there are besides that have not come so far.
    public int missing() {
        return missing;
    }

    /// The finite numbers in ascending order.
    public double[] values() {
        return sorted.clone();
    }

    /// A statistic of the finite numbers, NaN if there are none.
    public double of(Statistic statistic) {
        return statistic.ofSorted(sorted);
    }

    /// `s = sqrt(sum (x_i - mean)^2 / (n - 1))`, NaN of less than two.
    public double standardDeviation() {
        var mean = Statistic.MEAN.ofSorted(sorted);
        var squares = 0.0;
        for (var x : sorted) {
            squares += (x - mean) * (x - mean);
        }
        return sorted.length < 2 ? Double.NaN : Math.sqrt(squares / (sorted.length - 1));
    }

    /// The standard error of the mean, `s / sqrt(n)`, NaN of less than two.
    public double standardError() {
        return standardDeviation() / Math.sqrt(sorted.length);
    }

    /// The quantile at `p` by linear interpolation: with `h = (n - 1) p`, between the numbers at both sides of
    /// `h`, counted from 0 (definition 7 of R. J. Hyndman and Y. Fan, 1996; NumPy's default). NaN if there are
    /// none.
    ///
    /// @throws IllegalArgumentException if `p` is not from 0 to 1
    public double quantile(double p) {
        return quantile(sorted, p);
    }

    /// The quantile of numbers in ascending order.
    static double quantile(double[] sorted, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("the quantile at %s: it is at a number from 0 to 1".formatted(p));
        }
        if (sorted.length == 0) {
            return Double.NaN;
        }
        var place = (sorted.length - 1) * p;
        var below = (int) place;
        var above = Math.min(below + 1, sorted.length - 1);
        var part = place - below;
        // not below + part (above - below), whose difference can be too great
        return part == 0 ? sorted[below] : (1 - part) * sorted[below] + part * sorted[above];
    }

    /// The bootstrap interval of a statistic.
    public Interval interval(Statistic statistic, Bootstrap bootstrap) {
        return bootstrap.interval(sorted, statistic);
    }

    /// `n = 20`, and if there are such runs `, 3 diverged` and `, 2 not there yet`.
    public String words() {
        return "n = " + n()
                + (diverged > 0 ? ", " + diverged + " diverged" : "")
                + (missing > 0 ? ", " + missing + " not there yet" : "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample that
                && Arrays.equals(sorted, that.sorted)
                && diverged == that.diverged
                && missing == that.missing;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted) * 31 + diverged;
    }

    @Override
    public String toString() {
        return words() + " " + Arrays.toString(sorted);
    }
}
