package dev.costate.lab.plot;

import java.awt.geom.Path2D;
import java.util.Objects;

/// Paints contour lines by marching squares: in each cell between four grid points the line is straight, its ends
/// found by linear interpolation along the sides. A cell with a NaN corner has none.
final class ContourPainter {
    private final Layer.Contours contours;
    private final double[] x;
    private final double[] y;

    private ContourPainter(Layer.Contours contours, Canvas canvas) {
        this.contours = contours;
        x = canvas.xs(contours.grid().x());
        y = canvas.ys(contours.grid().y());
    }

    static void paint(Layer.Contours contours, Canvas canvas) {
        var style = contours.style();
        canvas.clip(0);
        canvas.graphics()
                .setPaint(Theme.paint(Objects.requireNonNullElse(style.colour(), Colour.BLACK), style.opacity()));
        canvas.graphics().setStroke(Theme.stroke(style));
        var painter = new ContourPainter(contours, canvas);
        for (var level : contours.levels()) {
            canvas.graphics().draw(painter.path(level));
        }
    }

    private Path2D path(double level) {
        var path = new Path2D.Double();
        for (var row = 0; row + 1 < y.length; row++) {
            for (var column = 0; column + 1 < x.length; column++) {
                addCell(row, column, level, path);
            }
        }
        return path;
    }

    private void addCell(int row, int column, double level, Path2D path) {
        var grid = contours.grid();
        // corners counter-clockwise from (row, column)
        double[] z = {
            grid.get(row, column), grid.get(row, column + 1), grid.get(row + 1, column + 1), grid.get(row + 1, column)
        };
        double[] cornerX = {x[column], x[column + 1], x[column + 1], x[column]};
        double[] cornerY = {y[row], y[row], y[row + 1], y[row + 1]};
        if (!Double.isFinite(z[0] + z[1] + z[2] + z[3])
                || Double.isNaN(cornerX[0] + cornerX[1] + cornerY[0] + cornerY[2])) {
            return;
        }
        var crossings = new double[8];
        var count = 0;
        for (var side = 0; side < 4; side++) {
            var next = (side + 1) % 4;
            if (z[side] < level != z[next] < level) {
                var part = (level - z[side]) / (z[next] - z[side]);
                crossings[2 * count] = cornerX[side] + part * (cornerX[next] - cornerX[side]);
                crossings[2 * count + 1] = cornerY[side] + part * (cornerY[next] - cornerY[side]);
                count++;
            }
        }
        if (count == 2) {
            segment(crossings, 0, 1, path);
        } else if (count == 4) {
            // a saddle: the mean of the corners says which of them are joined in the middle
            var isJoined = (z[0] + z[1] + z[2] + z[3]) / 4 < level == z[0] < level;
            segment(crossings, 0, isJoined ? 1 : 3, path);
            segment(crossings, 2, isJoined ? 3 : 1, path);
        }
    }

    private static void segment(double[] points, int from, int to, Path2D path) {
        path.moveTo(points[2 * from], points[2 * from + 1]);
        path.lineTo(points[2 * to], points[2 * to + 1]);
    }
}
