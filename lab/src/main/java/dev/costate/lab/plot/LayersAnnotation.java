package dev.costate.lab.plot;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/// Paints all layers of a plot inside the axes that the chart library has drawn.
final class LayersAnnotation extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1;

    private final transient Plot picture;
    private final transient Ranges ranges;

    LayersAnnotation(Plot picture, Ranges ranges) {
        this.picture = picture;
        this.ranges = ranges;
    }

    @Override
    public void draw(
            Graphics2D g2,
            XYPlot plot,
            Rectangle2D dataArea,
            ValueAxis domainAxis,
            ValueAxis rangeAxis,
            int rendererIndex,
            PlotRenderingInfo info) {
        var clip = g2.getClip();
        var canvas = new Canvas(g2, dataArea, picture, ranges, new LabelPlacer(dataArea));
        paintGrid(canvas, domainAxis, rangeAxis);
        for (var layer : picture.layers()) {
            paint(layer, canvas);
        }
        for (var layer : picture.layers()) {
            paintWords(layer, canvas);
        }
        ColourBarPainter.paint(picture, dataArea, g2);
        g2.setClip(clip);
    }

    /// Draws a thin line at each number of the axes; a heat map would hide them.
    private static void paintGrid(Canvas canvas, ValueAxis xAxis, ValueAxis yAxis) {
        if (canvas.plot().layers().stream().anyMatch(Layer.HeatMap.class::isInstance)) {
            return;
        }
        var area = canvas.area();
        canvas.clip(0);
        canvas.graphics().setPaint(Theme.GRID);
        canvas.graphics().setStroke(Theme.GRID_STROKE);
        for (var place : majorPlaces(xAxis, RectangleEdge.BOTTOM, canvas)) {
            var x = canvas.xOfPlace(place);
            canvas.graphics().draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
        }
        for (var place : majorPlaces(yAxis, RectangleEdge.LEFT, canvas)) {
            var y = canvas.yOfPlace(place);
            canvas.graphics().draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
        }
    }

    private static List<Double> majorPlaces(ValueAxis axis, RectangleEdge edge, Canvas canvas) {
        if (!(axis instanceof ScaledAxis scaled)) {
            throw new AssertionError("a plot has axes of its own");
        }
        return scaled.refreshTicks(canvas.graphics(), new AxisState(), canvas.area(), edge).stream()
                .filter(tick -> tick.getTickType().equals(TickType.MAJOR))
                .map(NumberTick::getValue)
                .toList();
    }

    private static void paint(Layer layer, Canvas canvas) {
        switch (layer) {
            case Layer.Series series -> SeriesPainter.paint(series, canvas);
            case Layer.ColouredPoints points -> SeriesPainter.paint(points, canvas);
            case Layer.Band band -> BandPainter.paint(band, canvas);
            case Layer.Bars bars -> BarsPainter.paint(bars, canvas);
            case Layer.HeatMap map -> HeatMapPainter.paint(map, canvas);
            case Layer.Contours contours -> ContourPainter.paint(contours, canvas);
            case Layer.Reference reference -> AnnotationPainter.paint(reference, canvas);
            case Layer.Label label -> AnnotationPainter.paint(label, canvas);
        }
    }

    private static void paintWords(Layer layer, Canvas canvas) {
        switch (layer) {
            case Layer.Reference reference -> AnnotationPainter.paintWords(reference, canvas);
            case Layer.Label label -> AnnotationPainter.paintWords(label, canvas);
            case Layer.Series _,
                    Layer.ColouredPoints _,
                    Layer.Band _,
                    Layer.Bars _,
                    Layer.HeatMap _,
                    Layer.Contours _ -> {}
        }
    }
}
