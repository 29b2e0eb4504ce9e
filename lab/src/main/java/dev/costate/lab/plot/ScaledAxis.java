package dev.costate.lab.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/// An axis of the chart library over *places* (see [Scale#place]), which are linear, with ticks of our own.
///
/// So one axis serves all scales, and the library's logarithmic axis, which puts its ticks at fractions of a
/// decade, is not needed.
final class ScaledAxis extends NumberAxis {
    private static final long serialVersionUID = 1;

    private final transient Axis axis;

    ScaledAxis(Axis axis, Span span) {
        super(axis.label().isEmpty() ? null : axis.label());
        this.axis = axis;
        setAutoRange(false);
        setRange(span.low(), span.high());
        setLabelFont(Theme.AXIS_LABEL);
        setLabelPaint(Theme.INK);
        setTickLabelFont(Theme.TICK);
        setTickLabelPaint(Theme.INK);
        setAxisLinePaint(Theme.AXIS);
        setAxisLineStroke(Theme.AXIS_STROKE);
        setTickMarkPaint(Theme.AXIS);
        setTickMarkStroke(Theme.AXIS_STROKE);
        setTickMarkOutsideLength(3.5f);
        setMinorTickMarksVisible(true);
        setMinorTickMarkOutsideLength(2);
        // the library counts these from the axis, so that they hold the tick mark too
        setTickLabelInsets(new RectangleInsets(4, 6, 4, 6));
        setLabelInsets(new RectangleInsets(3, 3, 3, 3));
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
        var horizontal = RectangleEdge.isTopOrBottom(edge);
        var length = horizontal ? dataArea.getWidth() : dataArea.getHeight();
        var most = (int) Math.clamp(length / (horizontal ? 55 : 38), 2, 12);
        var low = getRange().getLowerBound();
        var high = getRange().getUpperBound();
        var ticks = Ticks.of(axis, low, high, most);
        while (horizontal && most > 2 && overlap(g2, ticks, length / (high - low))) {
            most--;
            ticks = Ticks.of(axis, low, high, most);
        }
        var anchor = anchor(edge);
        var drawn = new ArrayList<NumberTick>();
        for (var tick : ticks) {
            var type = tick.isMajor() ? TickType.MAJOR : TickType.MINOR;
            drawn.add(new NumberTick(type, tick.place(), tick.label(), anchor, TextAnchor.CENTER, 0));
        }
        return drawn;
    }

    private static boolean overlap(Graphics2D g2, List<Tick> ticks, double pointsPerPlace) {
        var metrics = g2.getFontMetrics(Theme.TICK);
        var end = Double.NEGATIVE_INFINITY;
        for (var tick : ticks.stream()
                .filter(Tick::isMajor)
                .sorted(Comparator.comparingDouble(Tick::place))
                .toList()) {
            var width = metrics.getStringBounds(tick.label(), g2).getWidth();
            var middle = tick.place() * pointsPerPlace;
            if (middle - width / 2 < end + 8) {
                return true;
            }
            end = middle + width / 2;
        }
        return false;
    }

    private static TextAnchor anchor(RectangleEdge edge) {
        if (edge.equals(RectangleEdge.TOP)) {
            return TextAnchor.BOTTOM_CENTER;
        }
        if (edge.equals(RectangleEdge.BOTTOM)) {
            return TextAnchor.TOP_CENTER;
        }
        return edge.equals(RectangleEdge.LEFT) ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT;
    }
}
