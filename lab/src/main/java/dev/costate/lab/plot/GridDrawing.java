package dev.costate.lab.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.block.Block;
import org.jfree.chart.block.LengthConstraintType;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.data.Range;

/// Draws plots side by side: one title, one legend where all have the same, axes aligned along rows and columns.
final class GridDrawing {
    private static final double MARGIN = 8;

    private GridDrawing() {}

    static void draw(PlotGrid grid, Rectangle2D page, Graphics2D graphics) {
        var sharesLegend = sharesLegend(grid.panels());
        var headings = new ArrayList<Block>(PlotChart.titles(grid.title(), grid.subtitle(), Theme.TITLE));
        if (sharesLegend) {
            headings.add(LegendEntries.title(LegendEntries.of(grid.panels().getFirst()), false));
        }
        var top = page.getY() + (headings.isEmpty() ? 0 : MARGIN);
        for (var heading : headings) {
            top += drawHeading(heading, page.getX() + MARGIN, top, page.getWidth() - 2 * MARGIN, graphics);
        }
        drawPanels(
                grid,
                new Rectangle2D.Double(page.getX(), top, page.getWidth(), page.getMaxY() - top),
                !sharesLegend,
                graphics);
    }

    private static boolean sharesLegend(List<Plot> panels) {
        var first = panels.getFirst();
        return panels.size() > 1
                && panels.stream()
                        .allMatch(panel -> LegendEntries.isShown(panel)
                                && panel.legend() != Legend.RIGHT
                                && LegendEntries.of(panel).equals(LegendEntries.of(first)));
    }

    private static double drawHeading(Block heading, double x, double y, double width, Graphics2D graphics) {
        var constraint = new RectangleConstraint(
                width,
                new Range(0, width),
                LengthConstraintType.RANGE,
                0,
                new Range(0, 1e4),
                LengthConstraintType.RANGE);
        var size = heading.arrange(graphics, constraint);
        heading.draw(graphics, new Rectangle2D.Double(x, y, size.getWidth(), size.getHeight()));
        return size.getHeight();
    }

    private static void drawPanels(PlotGrid grid, Rectangle2D space, boolean hasLegends, Graphics2D graphics) {
        var columns = grid.columns();
        var rows = (grid.panels().size() + columns - 1) / columns;
        var frames = new ArrayList<Frame>();
        var areas = new ArrayList<Rectangle2D>();
        for (var panel : grid.panels()) {
            var column = frames.size() % columns;
            var row = frames.size() / columns;
            // whole points, so that the lines of all panels are equally sharp
            var left = Math.round(space.getX() + space.getWidth() * column / columns);
            var right = Math.round(space.getX() + space.getWidth() * (column + 1) / columns);
            var upper = Math.round(space.getY() + space.getHeight() * row / rows);
            var lower = Math.round(space.getY() + space.getHeight() * (row + 1) / rows);
            var bounds = new Rectangle2D.Double(left, upper, right - left, lower - upper);
            var frame = Frame.panel(bounds, hasLegends);
            frames.add(frame);
            areas.add(PictureDrawing.dataArea(panel, frame));
        }
        for (var i = 0; i < frames.size(); i++) {
            PictureDrawing.drawPlot(grid.panels().get(i), aligned(i, columns, frames, areas), graphics);
        }
    }

    /// The frame of panel `index` with free space that lines up its axes with the others of its row and its column.
    private static Frame aligned(int index, int columns, List<Frame> frames, List<Rectangle2D> areas) {
        double top = 0;
        double left = 0;
        double bottom = 0;
        double right = 0;
        for (var i = 0; i < frames.size(); i++) {
            if (i / columns == index / columns) {
                top = Math.max(top, top(frames, areas, i) - top(frames, areas, index));
                bottom = Math.max(bottom, bottom(frames, areas, i) - bottom(frames, areas, index));
            }
            if (i % columns == index % columns) {
                left = Math.max(left, left(frames, areas, i) - left(frames, areas, index));
                right = Math.max(right, right(frames, areas, i) - right(frames, areas, index));
            }
        }
        return frames.get(index).inset(top, left, bottom, right);
    }

    private static double top(List<Frame> frames, List<Rectangle2D> areas, int i) {
        return areas.get(i).getMinY() - frames.get(i).bounds().getMinY();
    }

    private static double left(List<Frame> frames, List<Rectangle2D> areas, int i) {
        return areas.get(i).getMinX() - frames.get(i).bounds().getMinX();
    }

    private static double bottom(List<Frame> frames, List<Rectangle2D> areas, int i) {
        return frames.get(i).bounds().getMaxY() - areas.get(i).getMaxY();
    }

    private static double right(List<Frame> frames, List<Rectangle2D> areas, int i) {
        return frames.get(i).bounds().getMaxX() - areas.get(i).getMaxX();
    }
}
