package dev.costate.lab.plot;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/// Paints a heat map as an image with one pixel for each pixel of the PNG.
///
/// An image has no seams between its cells, cells may have any width, and an SVG of it stays small: the image is
/// inside.
final class HeatMapPainter {
    private HeatMapPainter() {}

    static void paint(Layer.HeatMap map, Canvas canvas) {
        var grid = map.grid();
        var area = canvas.area();
        var width = (int) Math.ceil(PictureFiles.PNG_SCALE * area.getWidth());
        var height = (int) Math.ceil(PictureFiles.PNG_SCALE * area.getHeight());
        var xEdges = Arrays.stream(
                        CellEdges.of("x", grid.x(), canvas.plot().xAxis().scale()))
                .map(canvas::xOfPlace)
                .map(x -> (x - area.getMinX()) * PictureFiles.PNG_SCALE)
                .toArray();
        var yEdges = Arrays.stream(
                        CellEdges.of("y", grid.y(), canvas.plot().yAxis().scale()))
                .map(canvas::yOfPlace)
                .map(y -> (y - area.getMinY()) * PictureFiles.PNG_SCALE)
                .toArray();
        var columns = cellsOfPixels(xEdges, width);
        var rows = cellsOfPixels(yEdges, height);
        var scale = ColourScale.of(map.bar(), grid.z());
        var colours =
                grid.z().stream().mapToInt(value -> scale.of(value).getRGB()).toArray();
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (var j = 0; j < height; j++) {
            for (var i = 0; i < width; i++) {
                if (rows[j] >= 0 && columns[i] >= 0) {
                    image.setRGB(i, j, colours[rows[j] * grid.x().size() + columns[i]]);
                }
            }
        }
        canvas.clip(0);
        canvas.graphics()
                .setRenderingHint(
                        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        canvas.graphics()
                .drawImage(
                        image,
                        (int) area.getMinX(),
                        (int) area.getMinY(),
                        (int) Math.ceil(area.getWidth()),
                        (int) Math.ceil(area.getHeight()),
                        null);
    }

    /// For each pixel the cell that its middle is in, or -1.
    private static int[] cellsOfPixels(double[] edges, int pixels) {
        var cells = new int[pixels];
        Arrays.fill(cells, -1);
        for (var cell = 0; cell < edges.length - 1; cell++) {
            var from = Math.min(edges[cell], edges[cell + 1]);
            var to = Math.max(edges[cell], edges[cell + 1]);
            var first = (int) Math.max(0, Math.ceil(from - 0.5));
            for (var pixel = first; pixel < pixels && pixel + 0.5 < to; pixel++) {
                cells[pixel] = cell;
            }
        }
        return cells;
    }
}
