package dev.costate.lab.plot;

import java.awt.geom.Path2D;

/// Turns points into a path that looks the same with fewer of them.
///
/// Of each run of points within one column of pixels only the first, the lowest, the highest and the last are kept
/// (M4, U. Jugel et al., VLDB 2014), so that a line of a million points keeps its extremes and every pixel it would
/// colour, and an SVG of it stays small. A NaN ends the line; the next point begins another.
final class Polyline {
    /// The width of a column in points: one pixel of a PNG, which is drawn at twice its size.
    private static final double COLUMN = 0.5;

    private final double[] x;
    private final double[] y;
    private final Path2D.Double path = new Path2D.Double();
    private int pen = -1;
    private int strokes;

    private Polyline(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    static Path2D of(double[] x, double[] y) {
        var line = new Polyline(x, y);
        var start = 0;
        while (start < x.length) {
            if (Double.isNaN(x[start]) || Double.isNaN(y[start])) {
                line.lift();
                start++;
            } else {
                start = line.column(start);
            }
        }
        line.lift();
        return line.path;
    }

    /// Draws the run of points from `start` that share a column, and returns the index after it.
    private int column(int start) {
        var column = Math.floor(x[start] / COLUMN);
        var lowest = start;
        var highest = start;
        var end = start + 1;
        while (end < x.length && Math.floor(x[end] / COLUMN) == column && !Double.isNaN(y[end])) {
            lowest = y[end] < y[lowest] ? end : lowest;
            highest = y[end] > y[highest] ? end : highest;
            end++;
        }
        draw(start);
        draw(Math.min(lowest, highest));
        draw(Math.max(lowest, highest));
        draw(end - 1);
        return end;
    }

    private void draw(int index) {
        if (pen < 0) {
            path.moveTo(x[index], y[index]);
            strokes = 0;
        } else if (index != pen) {
            path.lineTo(x[index], y[index]);
            strokes++;
        }
        pen = index;
    }

    /// Ends the line. A point alone becomes a stroke without length, which a round pen shows as a dot.
    private void lift() {
        if (pen >= 0 && strokes == 0) {
            path.lineTo(x[pen], y[pen]);
        }
        pen = -1;
    }
}
