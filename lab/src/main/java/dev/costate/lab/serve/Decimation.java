package dev.costate.lab.serve;

import dev.costate.lab.runs.Curve;
import java.util.Arrays;

/// Which points of a curve are drawn: of every bucket the lowest and the highest, so that no spike is lost.
///
/// A line through these points covers the same pixels of every column as the line through all points, but for
/// where it crosses from one column to the next. The first and the last point are always among them, and of a
/// bucket with numbers that are not finite the first of those, so that the line breaks where it should.
final class Decimation {
    private final double[] values;
    private final int[] chosen;
    private int count;

    private Decimation(double[] values, int capacity) {
        this.values = values;
        chosen = new int[capacity];
    }

    /// The places of the chosen points in the curve, ascending.
    ///
    /// @param from the first step that is wanted; the last point before it is taken along, so that the line
    ///     enters
    /// @param to the last step that is wanted; the first point after it is taken along
    static int[] of(Curve curve, Buckets buckets, int from, int to) {
        var begin = place(curve.steps(), from);
        return between(Math.max(0, begin - 1), true, to, curve, buckets);
    }

    /// What [#of] gives from the beginning of the bucket of `since` on: the rest of a curve that has grown.
    static int[] tail(Curve curve, Buckets buckets, int since, int to) {
        var begin = place(curve.steps(), buckets.first(buckets.of(since)));
        return between(begin, begin == 0, to, curve, buckets);
    }

    private static int[] between(int begin, boolean withFirst, int to, Curve curve, Buckets buckets) {
        var steps = curve.steps();
        var end = to == Integer.MAX_VALUE ? steps.length : Math.min(steps.length, place(steps, to + 1) + 1);
        var decimation = new Decimation(curve.values(), Math.max(0, end - begin));
        for (var i = begin; i < end; ) {
            var bucket = buckets.of(steps[i]);
            var next = i + 1;
            while (next < end && buckets.of(steps[next]) == bucket) {
                next++;
            }
            decimation.choose(i, next, withFirst && i == begin, next == end);
            i = next;
        }
        return Arrays.copyOf(decimation.chosen, decimation.count);
    }

    /// The first place whose step is not below `step`.
    private static int place(int[] steps, int step) {
        var found = Arrays.binarySearch(steps, step);
        return found >= 0 ? found : -found - 1;
    }

    private void choose(int begin, int end, boolean withFirst, boolean withLast) {
        if (withFirst) {
            choose(begin);
        }
        for (var place : Curve.extremes(values, begin, end)) {
            choose(place);
        }
        if (withLast) {
            choose(end - 1);
        }
    }

    private void choose(int place) {
        if (count == 0 || chosen[count - 1] != place) {
            chosen[count++] = place;
        }
    }
}
