package dev.costate.studies.digits;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.ColourMap;
import dev.costate.lab.plot.Plot;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Small images side by side in one picture. The axes count images, not points.
final class Mosaic {
    private static final int IMAGE_WIDTH = 56;
    private static final int GAP = 1;
    private static final int CAPTION_GAP = 4;
    private static final ColourBar INK =
            ColourBar.of("ink").map(ColourMap.GREYS).range(0, 1);

    private Mosaic() {}

    /// Image `i` of `[n,64]`.
    static double[][] image(Tensor images, int i) {
        return (double[][])
                images.get(i).reshape(Batch.EDGE, Batch.EDGE).to(DType.FLOAT64).toArray();
    }

    /// Images from 0, paper, to 1, ink.
    static Plot inked(String title, double[][][] images, int columns) {
        return of(title, images, columns, GAP, 0, INK);
    }

    /// Images from 0, paper, to 1, ink, with words over each.
    static Plot inked(String title, double[][][] images, int columns, List<String> captions) {
        var plot = of(title, images, columns, CAPTION_GAP, CAPTION_GAP, INK)
                .namesX("")
                .namesY("");
        for (int i = 0; i < images.length; i++) {
            plot = plot.text(i % columns, Math.floorDiv(i, columns) + 0.5, captions.get(i));
        }
        return plot;
    }

    /// Images of weights, white at zero.
    static Plot signed(String title, double[][][] images, int columns) {
        double most = Arrays.stream(images)
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(1);
        return of(title, images, columns, GAP, 0, ColourBar.diverging("weight").range(-most, most));
    }

    /// Row 0 of an image is at its top, and image 0 at the lower left, where the axes begin.
    private static Plot of(String title, double[][][] images, int columns, int gap, int above, ColourBar bar) {
        int edge = images[0].length;
        int pitch = edge + gap;
        int across = Math.min(columns, images.length);
        int down = Math.ceilDiv(images.length, columns);
        double[][] points = new double[down * pitch - gap + above][across * pitch - gap];
        for (double[] row : points) {
            Arrays.fill(row, Double.NaN);
        }
        for (int i = 0; i < images.length; i++) {
            for (int row = 0; row < edge; row++) {
                int up = i / columns * pitch + edge - 1 - row;
                System.arraycopy(images[i][row], 0, points[up], i % columns * pitch, edge);
            }
        }
        var plot = Plot.of(title)
                .withEqualAspect()
                .size(150 + IMAGE_WIDTH * points[0].length / edge, 110 + IMAGE_WIDTH * points.length / edge)
                .heatMap(places(points[0].length, edge, pitch), places(points.length, edge, pitch), points, bar);
        return down == 1 ? plot.namesY("") : plot;
    }

    /// Where points stand if the middles of the images stand at 0, 1, 2, ...
    private static double[] places(int count, int edge, int pitch) {
        return IntStream.range(0, count)
                .mapToDouble(i -> (i - (edge - 1) / 2.0) / pitch)
                .toArray();
    }
}
