package dev.costate.lab.plot;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.ui.RectangleInsets;

/// Where and how one plot is drawn on a page.
///
/// @param bounds the rectangle it fills with everything that belongs to it
/// @param insets free space around the axes beside what their numbers and labels need
/// @param titleFont the typeface of its title
/// @param hasLegend whether it draws its own legend
record Frame(Rectangle2D bounds, RectangleInsets insets, Font titleFont, boolean hasLegend) {
    /// The frame of a plot that has the page to itself.
    static Frame page(Rectangle2D bounds) {
        return new Frame(bounds, RectangleInsets.ZERO_INSETS, Theme.TITLE, true);
    }

    /// The frame of a plot among others.
    static Frame panel(Rectangle2D bounds, boolean hasLegend) {
        return new Frame(bounds, RectangleInsets.ZERO_INSETS, Theme.PANEL_TITLE, hasLegend);
    }

    /// This frame with more free space around the axes.
    Frame inset(double top, double left, double bottom, double right) {
        var more = new RectangleInsets(
                insets.getTop() + top, insets.getLeft() + left, insets.getBottom() + bottom, insets.getRight() + right);
        return new Frame(bounds, more, titleFont, hasLegend);
    }
}
