package dev.costate.lab.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PictureFilesTest {
    private static final double[] X = Values.tabulate(50, i -> i + 1).stream().toArray();
    private static final double[] Y =
            Values.tabulate(50, i -> Math.exp(-i / 10) + 0.01).stream().toArray();
    private static final double[][] Z = {{1, 10, 100}, {2, Double.NaN, 200}};

    static Stream<Picture> pictures() {
        var line = Plot.of("Line <&> \"quoted\"")
                .subtitle("n = 50")
                .x("step t")
                .y("loss λ²")
                .logY()
                .line("run", X, Y)
                .line("theory", X, Y, Style.dashed())
                .horizontal(0.5, "chance")
                .mark(1, 1, "start");
        var map = Plot.of("Map")
                .heatMap(
                        new double[] {0, 1, 2},
                        new double[] {0, 1},
                        Z,
                        ColourBar.of("z").log())
                .contours(new double[] {0, 1, 2}, new double[] {0, 1}, Z, 5, 50);
        var scatter = Plot.of("Scatter")
                .withEqualAspect()
                .scatterByValue(X, Y, Y, ColourBar.diverging("v"))
                .bars("bars", X, Y)
                .band("band", X, Y, X)
                .text(3, 3, "words")
                .vertical(10, "ten")
                .legend(Legend.RIGHT);
        var empty = Plot.of("Empty")
                .line("none", new double[0])
                .line("nan", new double[] {Double.NaN})
                .scaleY(Scale.symlog(1));
        return Stream.of(
                line,
                map,
                scatter,
                empty,
                PlotGrid.of("Grid", 2, line, map, scatter, empty).subtitle("four"));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void aPngHasTwoPixelsPerPoint(Picture picture) throws IOException {
        var image = read(picture);
        assertThat(image.getWidth()).isEqualTo(2 * picture.width());
        assertThat(image.getHeight()).isEqualTo(2 * picture.height());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void theSamePictureGivesTheSameBytes(Picture picture) {
        assertThat(PictureFiles.png(picture)).isEqualTo(PictureFiles.png(picture));
        assertThat(PictureFiles.svg(picture)).isEqualTo(PictureFiles.svg(picture));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void anSvgIsWellFormedAndNeedsNothingElse(Picture picture) throws Exception {
        var svg = PictureFiles.svg(picture);
        var root = parse(svg).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 " + picture.width() + " " + picture.height());
        assertThat(svg).doesNotContain("<!DOCTYPE").doesNotContain("http://www.w3.org/TR");
    }

    @Test
    void aGridLiesOnOneSheetOfPaper() {
        var panel = Plot.of("a").line("", X, Y).withEqualAspect();
        assertThat(PictureFiles.svg(PlotGrid.of("", 3, panel, panel, panel))).containsOnlyOnce("<rect");
    }

    @Test
    void anSvgHasItsWordsAsText() throws Exception {
        var picture = pictures().findFirst().orElseThrow();
        assertThat(texts(picture))
                .contains("Line <&> \"quoted\"", "n = 50", "step t", "loss λ²", "run", "theory", "chance", "start")
                .contains("0.1", "1", "10", "20");
        assertThat(PictureFiles.svg(picture)).contains("font-weight=\"bold\"").contains("sans-serif");
    }

    @Test
    void aGridWithEqualLegendsHasOne() throws Exception {
        var panel = Plot.of("").line("first", X, Y).line("second", X, X);
        assertThat(texts(PlotGrid.of("", 2, panel, panel))).containsOnlyOnce("first", "second");
        assertThat(texts(PlotGrid.of("", 2, panel, panel.line("third", X, X))).stream()
                        .filter("first"::equals))
                .hasSize(2);
    }

    @Test
    void aSeriesHasItsColourAndAGapNone() throws IOException {
        var y = Values.tabulate(101, i -> i >= 40 && i <= 60 ? Double.NaN : 0.5).stream()
                .toArray();
        var image = read(Plot.of("").rangeX(0, 100).rangeY(0, 1).line("", y));
        var columns = columnsOf(Colour.BLUE, image);
        var width = columns.getLast() - columns.getFirst();
        // x runs from 0 to 100 between the first and the last column of the line
        assertThat(columns).anyMatch(column -> column - columns.getFirst() < 0.38 * width);
        assertThat(columns)
                .noneMatch(column ->
                        column - columns.getFirst() > 0.41 * width && column - columns.getFirst() < 0.59 * width);
        assertThat(columns).hasSizeGreaterThan((int) (0.75 * width));
    }

    @Test
    void aMillionPointsKeepTheirOneSpikeAndMakeASmallSvg() throws IOException {
        var y = new double[1_000_000];
        y[654_321] = 1;
        var plot = Plot.of("").line("", y);
        var image = read(plot);
        var spike = columnsOf(Colour.BLUE, image.getSubimage(0, 0, image.getWidth(), image.getHeight() / 2));
        assertThat(spike).isNotEmpty().hasSizeLessThan(8);
        assertThat(PictureFiles.svg(plot)).hasSizeLessThan(200_000);
    }

    @Test
    void aHeatMapHasTheColoursOfItsValuesAndGreyForNan() throws IOException {
        var image = read(Plot.of("")
                .heatMap(
                        new double[] {0, 1, 2},
                        new double[] {0, 1},
                        Z,
                        ColourBar.of("z").log().range(1, 100)));
        var map = ColourMap.VIRIDIS;
        assertThat(count(map.at(0), image)).isGreaterThan(5000);
        assertThat(count(map.at(0.5), image)).isGreaterThan(5000);
        // both 100 and 200, which is beyond the range
        assertThat(count(map.at(1), image)).isGreaterThan(10_000);
        assertThat(count(new Colour(0xE0, 0xE0, 0xE0), image)).isGreaterThan(5000);
    }

    @Test
    void equalAspectMakesACircleRound() throws IOException {
        var angle = Values.tabulate(721, i -> Math.PI * i / 360);
        var x = angle.stream().map(Math::cos).toArray();
        var y = angle.stream().map(Math::sin).toArray();
        var image = read(Plot.of("A circle")
                .x("x")
                .y("y")
                .withEqualAspect()
                .line("", x, y)
                .size(700, 400));
        var columns = columnsOf(Colour.BLUE, image);
        var rows = rowsOf(Colour.BLUE, image);
        var width = columns.getLast() - columns.getFirst();
        var height = rows.getLast() - rows.getFirst();
        assertThat(Math.abs(width - height)).isLessThanOrEqualTo(2);
    }

    @Test
    void pointsOnTheBorderAreWholeAndThoseBeyondAreNotDrawn() throws IOException {
        var style = Style.points().size(20);
        var border =
                read(Plot.of("").rangeX(0, 1).rangeY(0, 1).scatter("", new double[] {1}, new double[] {0.5}, style));
        var columns = columnsOf(Colour.BLUE, border);
        assertThat(columns.getLast() - columns.getFirst()).isGreaterThan(36);
        var beyond =
                read(Plot.of("").rangeX(0, 1).rangeY(0, 1).scatter("", new double[] {1.01}, new double[] {0.5}, style));
        assertThat(columnsOf(Colour.BLUE, beyond)).isEmpty();
    }

    @Test
    void contoursPassWhereTheValueIsTheirs() throws IOException {
        double[] side = Values.tabulate(41, i -> (i - 20) / 10).stream().toArray();
        var z = new double[41][41];
        for (var i = 0; i < 41; i++) {
            for (var j = 0; j < 41; j++) {
                z[i][j] = Math.hypot(side[i], side[j]);
            }
        }
        var image = read(Plot.of("")
                .rangeX(-2, 2)
                .rangeY(-2, 2)
                .withEqualAspect()
                .contours(side, side, z, 1)
                .size(500, 500));
        var columns = columnsOf(Colour.BLACK, image);
        var rows = rowsOf(Colour.BLACK, image);
        // a circle of radius 1: as wide as high
        assertThat(columns).isNotEmpty();
        assertThat(Math.abs((columns.getLast() - columns.getFirst()) - (rows.getLast() - rows.getFirst())))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void writesBothFiles(@TempDir Path folder) throws IOException {
        var plot = Plot.of("Title").line("", X, Y);
        PictureFiles.writePng(plot, folder.resolve("a/plot.png"));
        PictureFiles.writeSvg(plot, folder.resolve("a/plot.svg"));
        assertThat(folder.resolve("a/plot.png")).hasBinaryContent(PictureFiles.png(plot));
        assertThat(Files.readString(folder.resolve("a/plot.svg"))).isEqualTo(PictureFiles.svg(plot));
    }

    private static BufferedImage read(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(PictureFiles.png(picture)));
    }

    private static List<Integer> columnsOf(Colour colour, BufferedImage image) {
        var columns = new ArrayList<Integer>();
        for (var x = 0; x < image.getWidth(); x++) {
            for (var y = 0; y < image.getHeight(); y++) {
                if (isColour(colour, image.getRGB(x, y))) {
                    columns.add(x);
                    break;
                }
            }
        }
        return columns;
    }

    private static List<Integer> rowsOf(Colour colour, BufferedImage image) {
        var rows = new ArrayList<Integer>();
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                if (isColour(colour, image.getRGB(x, y))) {
                    rows.add(y);
                    break;
                }
            }
        }
        return rows;
    }

    private static int count(Colour colour, BufferedImage image) {
        var count = 0;
        for (var x = 0; x < image.getWidth(); x++) {
            for (var y = 0; y < image.getHeight(); y++) {
                count += isColour(colour, image.getRGB(x, y)) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean isColour(Colour colour, int rgb) {
        return (rgb & 0xFFFFFF) == (colour.red() << 16 | colour.green() << 8 | colour.blue());
    }

    private static List<String> texts(Picture picture) throws Exception {
        var elements = parse(PictureFiles.svg(picture)).getElementsByTagName("text");
        var texts = new ArrayList<String>();
        for (var i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent());
        }
        return texts;
    }

    private static Document parse(String svg) throws Exception {
        var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        return builder.parse(new InputSource(new StringReader(svg)));
    }
}
