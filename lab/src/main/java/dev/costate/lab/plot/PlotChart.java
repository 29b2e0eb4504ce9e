package dev.costate.lab.plot;

import java.awt.Font;
import java.awt.Paint;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.VerticalAlignment;

/// Builds the chart library's chart of a plot: it lays out and draws titles, legend and axes, and
/// [LayersAnnotation] paints inside.
final class PlotChart {
    static {
        // or turned text would be outlines in an SVG
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private PlotChart() {}

    static JFreeChart of(Plot plot, Frame frame) {
        var ranges = Ranges.of(plot);
        var axes = new XYPlot(
                null, new ScaledAxis(plot.xAxis(), ranges.x()), new ScaledAxis(plot.yAxis(), ranges.y()), null);
        style(axes);
        // titles and the x axis take about a quarter of the height
        var bars = ColourBarPainter.width(plot, 0.75 * frame.bounds().getHeight());
        axes.setInsets(frame.inset(0, 0, 0, bars).insets());
        axes.addAnnotation(new LayersAnnotation(plot, ranges));
        var chart = new JFreeChart(null, Theme.TITLE, axes, false);
        chart.setBackgroundPaint(null); // the paper is that of the whole picture
        chart.setBorderVisible(false);
        chart.setPadding(new RectangleInsets(8, 8, 6, 26)); // half of the last tick's label
        addTitles(chart, plot, frame);
        return chart;
    }

    private static void style(XYPlot axes) {
        axes.setBackgroundPaint(null);
        axes.setOutlineVisible(false);
        axes.setAxisOffset(RectangleInsets.ZERO_INSETS);
        axes.setNoDataMessage(null);
    }

    private static void addTitles(JFreeChart chart, Plot plot, Frame frame) {
        var titles = new ArrayList<Title>(titles(plot.title(), plot.subtitle(), frame.titleFont()));
        if (frame.hasLegend() && LegendEntries.isShown(plot)) {
            var inColumn = plot.legend() == Legend.RIGHT;
            var legend = LegendEntries.title(LegendEntries.of(plot), inColumn);
            legend.setPosition(inColumn ? RectangleEdge.RIGHT : RectangleEdge.TOP);
            legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
            legend.setVerticalAlignment(VerticalAlignment.TOP);
            legend.setPadding(inColumn ? new RectangleInsets(4, 10, 0, 0) : new RectangleInsets(2, 0, 2, 0));
            titles.add(legend);
        }
        chart.setSubtitles(titles);
    }

    /// A title and the quieter line under it, those of them that are not empty.
    static List<TextTitle> titles(String title, String subtitle, Font font) {
        var titles = new ArrayList<TextTitle>();
        if (!title.isEmpty()) {
            titles.add(text(title, font, Theme.INK, new RectangleInsets(0, 0, subtitle.isEmpty() ? 6 : 1, 0)));
        }
        if (!subtitle.isEmpty()) {
            titles.add(text(subtitle, Theme.SUBTITLE, Theme.QUIET_INK, new RectangleInsets(0, 0, 6, 0)));
        }
        return titles;
    }

    private static TextTitle text(String text, Font font, Paint paint, RectangleInsets padding) {
        return new TextTitle(
                text, font, paint, RectangleEdge.TOP, HorizontalAlignment.LEFT, VerticalAlignment.TOP, padding);
    }
}
