package dev.costate.lab.plot;

import java.awt.geom.Rectangle2D;

/// Paints bars from zero, or on a logarithmic axis from its lower end.
final class BarsPainter {
    private static final double FILLED = 0.8;

    private BarsPainter() {}

    static void paint(Layer.Bars bars, Canvas canvas) {
        var zero = canvas.y(0);
        var base = Double.isNaN(zero) ? canvas.area().getMaxY() : zero;
        var half = width(bars) / 2;
        canvas.clip(0);
        canvas.graphics().setPaint(Theme.paint(bars.colour(), 1));
        for (var i = 0; i < bars.x().size(); i++) {
            var left = canvas.x(bars.x().get(i) - half);
            var right = canvas.x(bars.x().get(i) + half);
            var top = canvas.y(bars.height().get(i));
            if (!Double.isNaN(left + right + top)) {
                canvas.graphics()
                        .fill(new Rectangle2D.Double(left, Math.min(top, base), right - left, Math.abs(base - top)));
            }
        }
    }

    /// The width of the bars in units of x: most of the least distance between two of them.
    static double width(Layer.Bars bars) {
        var sorted =
                bars.x().stream().filter(Double::isFinite).sorted().distinct().toArray();
        var least = Double.POSITIVE_INFINITY;
        for (var i = 1; i < sorted.length; i++) {
            least = Math.min(least, sorted[i] - sorted[i - 1]);
        }
        return FILLED * (Double.isInfinite(least) ? 1 : least);
    }
}
