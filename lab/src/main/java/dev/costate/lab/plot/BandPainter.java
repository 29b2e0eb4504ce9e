package dev.costate.lab.plot;

import java.awt.geom.Path2D;
import java.util.Arrays;

/// Paints the area between two curves; where one of them has no value there is a gap.
final class BandPainter {
    private BandPainter() {}

    static void paint(Layer.Band band, Canvas canvas) {
        var x = canvas.xs(band.x());
        var low = canvas.ys(band.low());
        var high = canvas.ys(band.high());
        var area = new Path2D.Double(Path2D.WIND_NON_ZERO);
        var start = 0;
        for (var i = 0; i <= x.length; i++) {
            if (i == x.length || Double.isNaN(x[i] + low[i] + high[i])) {
                addPart(x, low, high, start, i, area);
                start = i + 1;
            }
        }
        canvas.clip(0);
        canvas.graphics().setPaint(Theme.paint(band.colour(), band.opacity()));
        canvas.graphics().fill(area);
    }

    private static void addPart(double[] x, double[] low, double[] high, int from, int to, Path2D area) {
        if (to - from < 2) {
            return;
        }
        var part = Arrays.copyOfRange(x, from, to);
        area.append(Polyline.of(part, Arrays.copyOfRange(low, from, to)), false);
        area.append(Polyline.of(reversed(part), reversed(Arrays.copyOfRange(high, from, to))), true);
        area.closePath();
    }

    private static double[] reversed(double[] values) {
        var reversed = new double[values.length];
        for (var i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
    }
}
