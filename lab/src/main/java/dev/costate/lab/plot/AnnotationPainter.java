package dev.costate.lab.plot;

import dev.costate.lab.plot.LabelPlacer.Spot;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Paints reference lines and labelled points; the words come last, over everything else.
final class AnnotationPainter {
    private static final double[] FARTHER = {0, 5, 10, 18};

    private AnnotationPainter() {}

    static void paint(Layer.Reference reference, Canvas canvas) {
        var area = canvas.area();
        var style = reference.style();
        canvas.clip(0);
        canvas.graphics()
                .setPaint(Theme.paint(Objects.requireNonNullElse(style.colour(), Colour.BLACK), style.opacity()));
        canvas.graphics().setStroke(Theme.stroke(style));
        switch (reference.direction()) {
            case HORIZONTAL -> {
                var y = canvas.y(reference.at());
                if (canvas.holds(area.getCenterX(), y)) {
                    draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y), canvas);
                }
            }
            case VERTICAL -> {
                var x = canvas.x(reference.at());
                if (canvas.holds(x, area.getCenterY())) {
                    draw(new Line2D.Double(x, area.getMaxY(), x, area.getMinY()), canvas);
                }
            }
        }
    }

    private static void draw(Line2D line, Canvas canvas) {
        canvas.graphics().draw(line);
        canvas.labels().cross(line);
    }

    static void paintWords(Layer.Reference reference, Canvas canvas) {
        var area = canvas.area();
        var spots = new ArrayList<Spot>();
        switch (reference.direction()) {
            case HORIZONTAL -> {
                var y = canvas.y(reference.at());
                for (var x : new double[] {area.getMaxX() - 4, area.getMinX() + 4, area.getCenterX()}) {
                    var toward = (int) Math.signum(area.getCenterX() - x);
                    spots.add(new Spot(new Point2D.Double(x, y), 2, toward, -1));
                    spots.add(new Spot(new Point2D.Double(x, y), 2, toward, 1));
                }
            }
            case VERTICAL -> {
                var x = canvas.x(reference.at());
                for (var y : new double[] {area.getMinY() + 3, area.getMaxY() - 3, area.getCenterY()}) {
                    var toward = (int) Math.signum(area.getCenterY() - y);
                    spots.add(new Spot(new Point2D.Double(x, y), 3, 1, toward));
                    spots.add(new Spot(new Point2D.Double(x, y), 3, -1, toward));
                }
            }
        }
        var at = spots.getFirst().point();
        if (!reference.label().isEmpty() && canvas.holds(at.getX(), at.getY())) {
            canvas.labels().write(reference.label(), spots, Theme.QUIET_INK, canvas.graphics());
        }
    }

    static void paint(Layer.Label label, Canvas canvas) {
        var style = label.style();
        var x = canvas.x(label.x());
        var y = canvas.y(label.y());
        if (style.marker() != Style.Marker.NONE && canvas.holds(x, y)) {
            canvas.clip(style.size());
            var colour = Theme.paint(Objects.requireNonNullElse(style.colour(), Colour.BLACK), style.opacity());
            SeriesPainter.draw(style.marker(), style.size(), x, y, colour, canvas.graphics());
            var half = style.size() / 2;
            canvas.labels().block(new Rectangle2D.Double(x - half, y - half, style.size(), style.size()));
        }
    }

    static void paintWords(Layer.Label label, Canvas canvas) {
        var at = new Point2D.Double(canvas.x(label.x()), canvas.y(label.y()));
        if (label.text().isEmpty() || !canvas.holds(at.getX(), at.getY())) {
            return;
        }
        var hasMarker = label.style().marker() != Style.Marker.NONE;
        var colour = Theme.paint(Objects.requireNonNullElse(label.style().colour(), Colour.BLACK), 1);
        var spots = hasMarker ? beside(at, label.style().size() / 2 + 1) : around(at);
        canvas.labels().write(label.text(), spots, colour, canvas.graphics());
    }

    /// At the corners, above and below, to the sides, then the same farther away.
    private static List<Spot> beside(Point2D at, double gap) {
        var spots = new ArrayList<Spot>();
        for (var farther : FARTHER) {
            for (var side : new int[][] {{1, -1}, {-1, -1}, {1, 1}, {-1, 1}, {0, -1}, {0, 1}, {1, 0}, {-1, 0}}) {
                spots.add(new Spot(at, gap + farther, side[0], side[1]));
            }
        }
        return spots;
    }

    private static List<Spot> around(Point2D at) {
        return List.of(
                new Spot(at, 1, 0, 0),
                new Spot(at, 1, 0, -1),
                new Spot(at, 1, 0, 1),
                new Spot(at, 1, 1, 0),
                new Spot(at, 1, -1, 0));
    }
}
