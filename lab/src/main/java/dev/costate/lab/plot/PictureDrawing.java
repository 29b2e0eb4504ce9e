package dev.costate.lab.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.jfree.chart.ChartRenderingInfo;

/// Draws pictures with any [Graphics2D], in points.
final class PictureDrawing {
    private static final Map<RenderingHints.Key, Object> HINTS = Map.of(
            RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
            RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON,
            RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON,
            RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);

    private PictureDrawing() {}

    static void draw(Picture picture, Graphics2D graphics) {
        graphics.setRenderingHints(HINTS);
        var page = new Rectangle2D.Double(0, 0, picture.width(), picture.height());
        graphics.setPaint(Theme.PAPER);
        graphics.fill(page);
        switch (picture) {
            case Plot plot -> drawPlot(plot, Frame.page(page), graphics);
            case PlotGrid grid -> GridDrawing.draw(grid, page, graphics);
        }
    }

    static void drawPlot(Plot plot, Frame frame, Graphics2D graphics) {
        var chart = PlotChart.of(plot, plot.equalAspect() ? withEqualAspect(plot, frame) : frame);
        chart.setRenderingHints(new RenderingHints(HINTS));
        chart.draw(graphics, frame.bounds());
    }

    /// Where the axes of a plot enclose its data when it is drawn into `frame`, but for an equal aspect.
    static Rectangle2D dataArea(Plot plot, Frame frame) {
        var scratch = scratch();
        try {
            var chart = PlotChart.of(plot, frame);
            chart.setRenderingHints(new RenderingHints(HINTS));
            var info = new ChartRenderingInfo();
            chart.draw(scratch, frame.bounds(), info);
            return info.getPlotInfo().getDataArea();
        } finally {
            scratch.dispose();
        }
    }

    /// Something to measure on that is not kept.
    static Graphics2D scratch() {
        var graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        graphics.setRenderingHints(HINTS);
        return graphics;
    }

    /// A frame in which a unit of x is as long as a unit of y, with space left free at two sides.
    private static Frame withEqualAspect(Plot plot, Frame frame) {
        var area = dataArea(plot, frame);
        var ranges = Ranges.of(plot);
        var pointsPerUnit = Math.min(
                area.getWidth() / ranges.x().length(),
                area.getHeight() / ranges.y().length());
        var sides = (area.getWidth() - pointsPerUnit * ranges.x().length()) / 2;
        var ends = (area.getHeight() - pointsPerUnit * ranges.y().length()) / 2;
        return frame.inset(ends, sides, ends, sides);
    }
}
