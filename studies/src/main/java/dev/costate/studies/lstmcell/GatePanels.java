package dev.costate.studies.lstmcell;

import dev.costate.Tensor;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Layer;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.lab.plot.Values;
import java.util.List;
import java.util.stream.IntStream;

/// Gates, memory and output over time, side by side.
final class GatePanels {
    private static final Colour PALE = new Colour(0xDD, 0xDD, 0xDD);

    private GatePanels() {}

    static PlotGrid of(List<Integer> inputs) {
        var bits = BitSequences.of(inputs);
        var seen = Cell.run(Weights.DOCUMENT, bits);
        var rounded = Cell.rounded(Cell.runRounded(Weights.DOCUMENT, bits).h());
        return PlotGrid.of(
                        "The cell over time",
                        3,
                        panel("forget gate f", bits, seen.f(), Colour.BLUE).rangeY(-0.08, 1.15),
                        panel("input gate i", bits, seen.i(), Colour.BLUE).rangeY(-0.08, 1.15),
                        panel("output gate o", bits, seen.o(), Colour.BLUE).rangeY(-0.08, 1.15),
                        panel("candidate g", bits, seen.g(), Colour.GREEN),
                        panel("memory c = f c + i g", bits, seen.c(), Colour.GREEN),
                        panel("output h = o tanh(c)", bits, seen.h(), Colour.VERMILLION)
                                .scatter(
                                        "",
                                        times(bits),
                                        rounded.toDoubles(),
                                        Style.points()
                                                .marker(Style.Marker.RING)
                                                .size(9)
                                                .colour(Colour.BLACK)))
                .subtitle("grey: steps whose input is 1; black rings: the output as the document rounds it")
                .size(1000, 560);
    }

    /// A value over time, over the input's ones.
    static Plot panel(String title, Tensor bits, Tensor values, Colour colour) {
        var times = times(bits);
        double[] x = bits.toDoubles();
        double[] below = Tensor.of(x).mul(-1).toDoubles();
        return Plot.of(title)
                .x("step t")
                .rangeX(-0.5, times.length - 0.5)
                .rangeY(-1.15, 1.15)
                .add(new Layer.Bars("", Values.of(times), Values.of(x), PALE))
                .add(new Layer.Bars("", Values.of(times), Values.of(below), PALE))
                .line("", times, values.toDoubles(), Style.linePoints().colour(colour));
    }

    private static double[] times(Tensor bits) {
        return IntStream.range(0, bits.dim(0)).asDoubleStream().toArray();
    }
}
