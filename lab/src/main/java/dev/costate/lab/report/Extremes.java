package dev.costate.lab.report;

import dev.costate.lab.runs.Curve;
import java.util.Arrays;

/// Which points of a long row are drawn: of each of many equal stretches the lowest and the highest, so that no spike
/// is lost, and the first and the last of all.
///
/// Where a number is not finite the first such point of its stretch is kept too, so that the line breaks there.
final class Extremes {
    private Extremes() {}

    /// The places of the points that are kept, ascending; all of them if there are at most `most`.
    static int[] of(double[] values, int most) {
        var length = values.length;
        if (length <= most) {
            return range(length);
        }
        var stretches = Math.max(1, (most - 2) / 2);
        var kept = new int[3 * stretches + 2];
        var count = 0;
        for (var stretch = 0; stretch < stretches; stretch++) {
            var begin = (int) ((long) length * stretch / stretches);
            var end = (int) ((long) length * (stretch + 1) / stretches);
            for (var place : Curve.extremes(values, begin, end)) {
                kept[count++] = place;
            }
        }
        kept[count++] = 0;
        kept[count++] = length - 1;
        return Arrays.stream(kept, 0, count).sorted().distinct().toArray();
    }

    /// The values at these places.
    static double[] at(int[] places, double[] values) {
        return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }

    private static int[] range(int length) {
        var all = new int[length];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
