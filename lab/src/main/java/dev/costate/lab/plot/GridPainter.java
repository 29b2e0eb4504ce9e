package dev.costate.lab.plot;

import java.awt.geom.Line2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;

/// Paints a thin line at each number of the axes. The chart library does so only for data sets of its own.
final class GridPainter {
    private static final double AXIS_WIDTH = 0.5;

    private GridPainter() {}

    /// Paints the grid, but not under a heat map, which would hide it, nor where an axis is.
    static void paint(Canvas canvas, ValueAxis xAxis, ValueAxis yAxis) {
        if (canvas.plot().layers().stream().anyMatch(Layer.HeatMap.class::isInstance)) {
            return;
        }
        var area = canvas.area();
        canvas.clip(0);
        canvas.graphics().setPaint(Theme.GRID);
        canvas.graphics().setStroke(Theme.GRID_STROKE);
        for (var place : numbers(xAxis, RectangleEdge.BOTTOM, canvas)) {
            var x = canvas.xOfPlace(place);
            if (x > area.getMinX() + AXIS_WIDTH) {
                canvas.graphics().draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
            }
        }
        for (var place : numbers(yAxis, RectangleEdge.LEFT, canvas)) {
            var y = canvas.yOfPlace(place);
            if (y < area.getMaxY() - AXIS_WIDTH) {
                canvas.graphics().draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
            }
        }
    }

    private static List<Double> numbers(ValueAxis axis, RectangleEdge edge, Canvas canvas) {
        if (!(axis instanceof ScaledAxis scaled)) {
            throw new AssertionError("a plot has axes of its own");
        }
        return scaled.refreshTicks(canvas.graphics(), new AxisState(), canvas.area(), edge).stream()
                .filter(tick -> tick.getTickType().equals(TickType.MAJOR))
                .map(NumberTick::getValue)
                .toList();
    }
}
