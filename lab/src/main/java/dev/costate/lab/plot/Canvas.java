package dev.costate.lab.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/// The area of a plot that its layers are painted on, and the way from their numbers to its points.
record Canvas(Graphics2D graphics, Rectangle2D area, Plot plot, Ranges ranges, LabelPlacer labels) {
    // far outside is far enough: the rasteriser need not cope with 1e300
    private static final double FAR = 1e6;

    /// The horizontal position of a value, or NaN if the axis cannot show it.
    double x(double value) {
        return xOfPlace(plot.xAxis().scale().place(value));
    }

    /// The vertical position of a value, or NaN if the axis cannot show it.
    double y(double value) {
        return yOfPlace(plot.yAxis().scale().place(value));
    }

    double xOfPlace(double place) {
        var fraction = (place - ranges.x().low()) / ranges.x().length();
        return near(area.getMinX() + fraction * area.getWidth());
    }

    double yOfPlace(double place) {
        var fraction = (place - ranges.y().low()) / ranges.y().length();
        return near(area.getMaxY() - fraction * area.getHeight());
    }

    double[] xs(Values values) {
        return values.stream().map(this::x).toArray();
    }

    double[] ys(Values values) {
        return values.stream().map(this::y).toArray();
    }

    /// Lets painters draw inside the area and `margin` points around it.
    void clip(double margin) {
        graphics.setClip(new Rectangle2D.Double(
                area.getX() - margin,
                area.getY() - margin,
                area.getWidth() + 2 * margin,
                area.getHeight() + 2 * margin));
    }

    /// Whether a position is inside the area, its border included.
    boolean holds(double x, double y) {
        var slack = 0.01;
        return x >= area.getMinX() - slack
                && x <= area.getMaxX() + slack
                && y >= area.getMinY() - slack
                && y <= area.getMaxY() + slack;
    }

    private static double near(double position) {
        return Double.isNaN(position) ? position : Math.clamp(position, -FAR, FAR);
    }
}
