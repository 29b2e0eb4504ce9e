package dev.costate.lab.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlotTest {
    private static final double[] TWO = {1, 2};

    @Test
    void seriesTakeTheColoursInTheirOrder() {
        var plot = Plot.of("");
        for (var i = 0; i < 8; i++) {
            plot = plot.line("line " + i, TWO);
        }
        assertThat(colours(plot))
                .isEqualTo(IntStream.range(0, 8).mapToObj(Colour::series).toList());
        assertThat(colours(plot)).doesNotHaveDuplicates();
    }

    @Test
    void aColourThatIsTakenIsPassedOver() {
        var plot = Plot.of("")
                .line("a", TWO, Style.solid().colour(Colour.BLUE))
                .line("b", TWO)
                .scatter("c", TWO, TWO);
        assertThat(colours(plot)).containsExactly(Colour.BLUE, Colour.VERMILLION, Colour.GREEN);
    }

    @Test
    void aMeanAndItsBandShareAColourAndRunsOneName() {
        var banded = Plot.of("").meanBand("mean", TWO, TWO, TWO, TWO).meanBand("other", TWO, TWO, TWO, TWO);
        assertThat(banded.layers()).extracting(Layer::name).containsExactly("", "mean", "", "other");
        assertThat(colours(banded)).containsExactly(Colour.BLUE, Colour.BLUE, Colour.VERMILLION, Colour.VERMILLION);
        var runs = Plot.of("").lines("3 runs", TWO, new double[][] {TWO, TWO, TWO}, Style.faint());
        assertThat(runs.layers()).extracting(Layer::name).containsExactly("3 runs", "", "");
        assertThat(colours(runs)).containsOnly(Colour.BLUE);
    }

    @Test
    void classesAreScattersOfTheirOwn() {
        var plot = Plot.of("")
                .scatterByClass(new double[] {1, 2, 3}, new double[] {4, 5, 6}, new int[] {1, 0, 1}, "zero", "one");
        assertThat(plot.layers()).extracting(Layer::name).containsExactly("zero", "one");
        assertThat(((Layer.Series) plot.layers().get(1)).x()).isEqualTo(Values.of(1, 3));
        assertThatThrownBy(() -> Plot.of("").scatterByClass(TWO, TWO, new int[] {0, 2}, "zero", "one"))
                .hasMessage("scatter by class: class 2 has no name; there are 2 names, from class 0");
    }

    @Test
    void laterChangesOfAnArrayDoNotReachIt() {
        var y = TWO.clone();
        var plot = Plot.of("").line("", y);
        y[0] = 100;
        assertThat(((Layer.Series) plot.layers().getFirst()).y()).isEqualTo(Values.of(1, 2));
    }

    @Test
    void equalPlotsAreEqual() {
        assertThat(Plot.of("a").line("b", TWO).logY())
                .isEqualTo(Plot.of("a").line("b", TWO).logY());
        assertThat(Plot.of("a").line("b", TWO))
                .isNotEqualTo(Plot.of("a").line("b", TWO).logY());
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatThrownBy(() -> Plot.of("").line("loss", TWO, new double[3]))
                .hasMessage("series 'loss': x has 2 values and y has 3; they are pairs");
        assertThatThrownBy(() -> Plot.of("").heatMap(TWO, TWO, new double[][] {TWO, {1}}, ColourBar.of("")))
                .hasMessage("grid: x has 2 values and z[1] has 1; they are pairs");
        assertThatThrownBy(() -> Plot.of("").heatMap(new double[] {1, 3, 2}, TWO, new double[2][3], ColourBar.of("")))
                .hasMessage("grid: x is not in order: 2.0 at 2 comes after 3.0");
        assertThatThrownBy(() -> Plot.of("").y("loss").logY().rangeY(0, 1))
                .hasMessage("axis 'loss': the bound 0.0 cannot be shown on a log scale");
        assertThatThrownBy(() -> Plot.of("").x("t").rangeX(2, 2))
                .hasMessage("axis 't': the range from 2.0 to 2.0 is empty");
        assertThatThrownBy(() -> Plot.of("small").size(10, 10))
                .hasMessage("plot 'small': 10 x 10 points; from 120 x 90 to 4000 x 4000 can be drawn");
        assertThatThrownBy(() -> Style.solid().opacity(1.5)).hasMessageContaining("opacity 1.5 is from 0 to 1");
        assertThatThrownBy(() -> PlotGrid.of("g", 2, List.of()))
                .hasMessage("grid 'g': 0 panels in 1 columns; it needs at least one of each");
    }

    private static List<Colour> colours(Plot plot) {
        return plot.layers().stream()
                .map(layer -> switch (layer) {
                    case Layer.Series series ->
                        Objects.requireNonNull(series.style().colour());
                    case Layer.Band band -> band.colour();
                    default -> throw new AssertionError(layer);
                })
                .toList();
    }
}
