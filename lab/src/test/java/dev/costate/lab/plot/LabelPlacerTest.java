package dev.costate.lab.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Words stand where they hide nothing, told by the positions in the drawing.
class LabelPlacerTest {
    private static final Pattern PLACE = Pattern.compile(" x=\"([0-9.]+)\"| y=\"([0-9.]+)\"");
    private static final double[] X = {0, 1, 2};

    @Test
    void aCountKeepsOffARingInItsCorner() {
        var empty =
                Plot.of("").scatter("", X, new double[] {100, 0, 100}).logY().rangeY(1, 100);
        var ring = Style.points().size(9).marker(Style.Marker.RING);
        var inCorner = empty.scatter("", new double[] {0.1}, new double[] {1.2}, ring);
        assertThat(xOf("1 value ≤ 0", empty)).isLessThan(100);
        assertThat(xOf("1 value ≤ 0", inCorner)).isGreaterThan(300);
    }

    @Test
    void wordsOfALineNearTheTopStandBelowIt() {
        var plot = Plot.of("").line("", X).rangeY(0, 10);
        var line = 0.3;
        var high = yOf("limit", plot.horizontal(10 - line, "limit"));
        var low = yOf("limit", plot.horizontal(5 - line, "limit"));
        var middle = yOf("limit", plot.horizontal(5, "limit"));
        var pointsPerUnit = (low - middle) / line;
        // the words of the other two are above their lines, at one distance
        assertThat(high).isGreaterThan(middle - (5 - line) * pointsPerUnit + 12);
    }

    private static double xOf(String words, Plot plot) {
        return place(words, plot, 1);
    }

    private static double yOf(String words, Plot plot) {
        return place(words, plot, 2);
    }

    private static double place(String words, Plot plot, int group) {
        var svg = PictureFiles.svg(plot);
        var end = svg.indexOf(">" + words + "<");
        var found = PLACE.matcher(svg.substring(svg.lastIndexOf("<text", end), end));
        while (found.find()) {
            if (found.group(group) != null) {
                return Double.parseDouble(found.group(group));
            }
        }
        throw new AssertionError("no '" + words + "'");
    }
}
