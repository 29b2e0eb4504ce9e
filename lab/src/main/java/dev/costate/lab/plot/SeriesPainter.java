package dev.costate.lab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.function.IntFunction;

/// Paints lines and points.
final class SeriesPainter {
    private static final Color RIM = new Color(0xA0, 0xA0, 0xA0);

    private SeriesPainter() {}

    static void paint(Layer.Series series, Canvas canvas) {
        var style = series.style();
        var colour =
                Theme.paint(Objects.requireNonNull(style.colour(), "a plot gives its series colours"), style.opacity());
        var x = canvas.xs(series.x());
        var y = canvas.ys(series.y());
        if (style.width() > 0) {
            canvas.clip(0);
            canvas.graphics().setPaint(colour);
            canvas.graphics().setStroke(Theme.stroke(style));
            var line = Polyline.of(x, y);
            canvas.graphics().draw(line);
            canvas.labels().occupy(line);
        }
        markers(x, y, style, _ -> colour, canvas);
    }

    static void paint(Layer.ColouredPoints points, Canvas canvas) {
        var scale = ColourScale.of(points.bar(), points.value());
        var opacity = (int) Math.round(255 * points.style().opacity());
        // a thin rim, or points as pale as the paper could not be seen
        var rim = points.style().size(points.style().size() + 0.8);
        markers(canvas.xs(points.x()), canvas.ys(points.y()), rim, _ -> RIM, canvas);
        markers(
                canvas.xs(points.x()),
                canvas.ys(points.y()),
                points.style(),
                i -> {
                    var colour = scale.of(points.value().get(i));
                    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity);
                },
                canvas);
    }

    /// Signs along an edge, just inside.
    static void paint(Layer.EdgeMarks marks, Canvas canvas) {
        var y = switch (marks.side()) {
            case UPPER -> canvas.area().getMinY() + marks.style().size() / 2 + 1;
            case LOWER -> canvas.area().getMaxY() - marks.style().size() / 2 - 1;
        };
        var x = canvas.xs(marks.x());
        var ys = new double[x.length];
        Arrays.fill(ys, y);
        var colour = Theme.paint(
                Objects.requireNonNullElse(marks.style().colour(), Colour.BLACK),
                marks.style().opacity());
        markers(x, ys, marks.style(), _ -> colour, canvas);
    }

    /// Draws a sign at each point inside the plot, once for all opaque points that fall on the same quarter of
    /// a pixel.
    private static void markers(double[] x, double[] y, Style style, IntFunction<Color> colour, Canvas canvas) {
        if (style.marker() == Style.Marker.NONE) {
            return;
        }
        canvas.clip(style.size());
        var drawn = new HashSet<Spot>();
        for (var i = 0; i < x.length; i++) {
            if (canvas.holds(x[i], y[i])) {
                canvas.labels().occupy(x[i], y[i], style.size());
                var paint = colour.apply(i);
                var isNew = drawn.add(new Spot(Math.round(4 * x[i]), Math.round(4 * y[i]), paint.getRGB()));
                if (isNew || style.opacity() < 1) {
                    draw(style.marker(), style.size(), x[i], y[i], paint, canvas.graphics());
                }
            }
        }
    }

    private record Spot(long x, long y, int colour) {}

    static void draw(Style.Marker marker, double size, double x, double y, Color colour, Graphics2D graphics) {
        var shape = Markers.shape(marker, size);
        var there = AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape);
        graphics.setPaint(colour);
        if (Markers.isFilled(marker)) {
            graphics.fill(there);
        } else {
            graphics.setStroke(new BasicStroke(1.4f));
            graphics.draw(there);
        }
    }
}
