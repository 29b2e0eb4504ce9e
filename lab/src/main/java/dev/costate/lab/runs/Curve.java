package dev.costate.lab.runs;

import java.util.stream.IntStream;

/// What was recorded of one quantity over a run.
///
/// @param steps after how many steps, ascending
/// @param values what it was
public record Curve(int[] steps, double[] values) {
    /// Nothing.
    public static final Curve EMPTY = new Curve(new int[0], new double[0]);

    /// Keeps its arguments, which are not to be changed any more.
    ///
    /// @throws IllegalArgumentException if the lengths differ
    public Curve {
        if (steps.length != values.length) {
            throw new IllegalArgumentException(
                    "a curve of %d steps and %d values".formatted(steps.length, values.length));
        }
    }

    /// The points of a stretch that a drawing must not lose: the lowest, the highest, and the first that is not finite,
    /// so
    /// that the line breaks there. Their places, ascending.
    ///
    /// @param begin the first place of the stretch
    /// @param end the place after its last
    public static int[] extremes(double[] values, int begin, int end) {
        var low = -1;
        var high = -1;
        var gap = -1;
        for (var i = begin; i < end; i++) {
            if (!Double.isFinite(values[i])) {
                gap = gap < 0 ? i : gap;
            } else {
                low = low < 0 || values[i] < values[low] ? i : low;
                high = high < 0 || values[i] > values[high] ? i : high;
            }
        }
        return IntStream.of(low, high, gap)
                .filter(place -> place >= 0)
                .sorted()
                .distinct()
                .toArray();
    }

    /// The number of points.
    public int size() {
        return steps.length;
    }

    /// The last value, NaN if there is none.
    public double last() {
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }
}
