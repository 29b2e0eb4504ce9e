package dev.costate.lab.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Puts words on a plot where they are not cut off, do not lie on each other and hide little of the data.
///
/// Each label names the spots it could stand on, best first; the one that costs least is taken.
final class LabelPlacer {
    private static final Color VEIL = new Color(255, 255, 255, 200);
    private static final double CELL = 3;

    private final Rectangle2D area;
    private final List<Rectangle2D> taken = new ArrayList<>();
    private final List<Line2D> across = new ArrayList<>();
    private final Set<Cell> data = new HashSet<>();

    LabelPlacer(Rectangle2D area) {
        this.area = area;
    }

    /// A place for a label: at `point`, or to one side of it at the distance `gap`.
    ///
    /// @param x -1 left of the point, 0 in its middle, 1 right of it
    /// @param y -1 above it, 0 in its middle, 1 below it
    record Spot(Point2D point, double gap, int x, int y) {
        Rectangle2D box(double width, double height) {
            return new Rectangle2D.Double(
                    point.getX() - width / 2 + x * (width / 2 + gap),
                    point.getY() - height / 2 + y * (height / 2 + gap),
                    width,
                    height);
        }
    }

    private record Cell(long column, long row) {}

    /// Keeps labels off a rectangle.
    void block(Rectangle2D rectangle) {
        taken.add(rectangle);
    }

    private void occupy(double x, double y) {
        if (area.contains(x, y)) {
            data.add(cell(x, y));
        }
    }

    /// Notes a line across the area, which words had better stand beside.
    void cross(Line2D line) {
        across.add(line);
    }

    /// Notes that there is a sign of this size at a point.
    void occupy(double x, double y, double size) {
        if (area.contains(x, y)) {
            cells(new Rectangle2D.Double(x - size / 2, y - size / 2, size, size))
                    .forEach(data::add);
        }
    }

    /// Notes that there is data along a line of straight strokes.
    void occupy(Path2D line) {
        var point = new double[6];
        double fromX = 0;
        double fromY = 0;
        for (var strokes = line.getPathIterator(null); !strokes.isDone(); strokes.next()) {
            var isStroke = strokes.currentSegment(point) == PathIterator.SEG_LINETO;
            if (isStroke && area.intersectsLine(fromX, fromY, point[0], point[1])) {
                var length = Math.min(1e4, Math.hypot(point[0] - fromX, point[1] - fromY));
                var steps = (int) Math.ceil(length / CELL) + 1;
                for (var i = 0; i <= steps; i++) {
                    var part = (double) i / steps;
                    occupy(fromX + part * (point[0] - fromX), fromY + part * (point[1] - fromY));
                }
            }
            fromX = point[0];
            fromY = point[1];
        }
    }

    /// Writes `text` on the spot that costs least.
    void write(String text, List<Spot> spots, Color colour, Graphics2D graphics) {
        graphics.setFont(Theme.ANNOTATION);
        var metrics = graphics.getFontMetrics();
        var width = metrics.getStringBounds(text, graphics).getWidth();
        var height = (double) metrics.getAscent() + metrics.getDescent();
        var boxes = spots.stream().map(spot -> inside(spot.box(width, height))).toList();
        var best = IntStream.range(0, boxes.size())
                .boxed()
                .min(Comparator.comparingInt(i -> i + cost(boxes.get(i))))
                .orElseThrow();
        var box = boxes.get(best);
        taken.add(box);
        graphics.setClip(area);
        graphics.setPaint(VEIL);
        graphics.fill(new Rectangle2D.Double(box.getX() - 1.5, box.getY(), width + 3, height));
        graphics.setPaint(colour);
        graphics.drawString(text, (float) box.getX(), (float) (box.getY() + metrics.getAscent()));
    }

    private int cost(Rectangle2D box) {
        var overlaps = (int) taken.stream().filter(box::intersects).count();
        var crossings = (int) across.stream().filter(box::intersectsLine).count();
        var hidden = (int) cells(box).filter(data::contains).count();
        return 1000 * overlaps + 20 * crossings + hidden;
    }

    private static Stream<Cell> cells(Rectangle2D box) {
        var first = cell(box.getMinX(), box.getMinY());
        var last = cell(box.getMaxX(), box.getMaxY());
        return LongStream.rangeClosed(first.column(), last.column())
                .boxed()
                .flatMap(column ->
                        LongStream.rangeClosed(first.row(), last.row()).mapToObj(row -> new Cell(column, row)));
    }

    private static Cell cell(double x, double y) {
        return new Cell((long) Math.floor(x / CELL), (long) Math.floor(y / CELL));
    }

    /// The box moved into the area.
    private Rectangle2D inside(Rectangle2D box) {
        var x = Math.max(area.getMinX() + 3, Math.min(box.getX(), area.getMaxX() - 3 - box.getWidth()));
        var y = Math.max(area.getMinY() + 2, Math.min(box.getY(), area.getMaxY() - 2 - box.getHeight()));
        return new Rectangle2D.Double(x, y, box.getWidth(), box.getHeight());
    }
}
