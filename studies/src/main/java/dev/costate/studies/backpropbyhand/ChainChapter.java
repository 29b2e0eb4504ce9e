package dev.costate.studies.backpropbyhand;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Layer;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Values;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The chain, link by link: values forward, costates backward.
final class ChainChapter {
    private static final String[] NAMES = {"w1", "z1", "a1", "z2", "y", "C"};

    private ChainChapter() {}

    static void tell(Story story) {
        var run = story.run();
        var w = story.weights();
        var hand = HandPass.of(w, story.data());
        var values = Net.values(w, story.data());
        var costates = Net.costates(w, story.data());
        var gradient = story.gradient(w);
        run.section("The chain");
        run.note("""
                Down the table go the values, each from the one above it. Up go the costates: dC of a value is dC \
                of the next one times the derivative of the link between them. A weight's derivative is the \
                costate of what it goes into times what it is multiplied by there. The last column is autodiff, \
                for the weights and for every value on the way, by one sweep.""");
        run.table(
                "values forward (down), costates backward (up)",
                Table.of("", "value", "is", "dC/d.", "is", "autodiff")
                        .row(
                                "w1",
                                w.w1().item(),
                                "",
                                hand.dw1(),
                                "dC/dz1 x",
                                gradient.w1().item())
                        .row(
                                "z1",
                                hand.z1(),
                                "w1 x",
                                hand.dz1(),
                                "dC/da1 [z1 > 0]",
                                costates.z1().item())
                        .row(
                                "a1",
                                hand.a1(),
                                "max(z1, 0)",
                                hand.da1(),
                                "dC/dz2 w2",
                                costates.a1().item())
                        .row(
                                "w2",
                                w.w2().item(),
                                "",
                                hand.dw2(),
                                "dC/dz2 a1",
                                gradient.w2().item())
                        .row(
                                "b",
                                w.b().item(),
                                "",
                                hand.dz2(),
                                "dC/dz2",
                                gradient.b().item())
                        .row(
                                "z2",
                                hand.z2(),
                                "w2 a1 + b",
                                hand.dz2(),
                                "dC/dy y (1 - y)",
                                costates.z2().item())
                        .row(
                                "y",
                                hand.y(),
                                "sigmoid(z2)",
                                hand.dy(),
                                "y - t",
                                costates.y().item())
                        .row("C", hand.cost(), "(y - t)^2 / 2", 1, "1", 1));
        if (story.isDocument()) {
            run.note("""
                    w1 is small, and has by far the largest derivative: on its way back from z2 the costate is \
                    multiplied by w2 = -5 and x = 3, whereas w2's is multiplied by a1 = 0.03.""");
        }
        // the same few operations in another order
        run.fact("values: engine - hand", 0, worst(handValues(hand), values.toDoubles()), 1e-14);
        run.fact(
                "costates: engine - hand",
                0,
                worst(new double[] {hand.dz1(), hand.da1(), hand.dz2(), hand.dy()}, costates.toDoubles()),
                1e-14);
        run.plot("chain", plot(hand, w));
    }

    private static double[] handValues(HandPass hand) {
        return new double[] {hand.z1(), hand.a1(), hand.z2(), hand.y()};
    }

    /// The largest difference, relative to the largest number.
    static double worst(double[] expected, double[] measured) {
        var error = Tensor.of(measured).sub(Tensor.of(expected)).abs().max().item();
        return error == 0 ? 0 : error / Tensor.of(expected).abs().max().item();
    }

    private static PlotGrid plot(HandPass hand, Weights w) {
        double[] values = {w.w1().item(), hand.z1(), hand.a1(), hand.z2(), hand.y(), hand.cost()};
        double[] costates = {hand.dw1(), hand.dz1(), hand.da1(), hand.dz2(), hand.dy(), 1};
        return PlotGrid.of(
                        "Values forward, costates backward",
                        2,
                        panel("values, left to right", values, Colour.BLUE).y("value"),
                        panel("costates, right to left", costates, Colour.VERMILLION)
                                .y("dC by the value"))
                .subtitle("C = (y - t)^2 / 2,  y = sigmoid(z2),  z2 = w2 a1 + b,  a1 = max(z1, 0),  z1 = w1 x")
                .size(900, 380);
    }

    private static Plot panel(String title, double[] heights, Colour colour) {
        double[] places = IntStream.range(0, heights.length).asDoubleStream().toArray();
        double size = Arrays.stream(heights).map(Math::abs).max().orElseThrow();
        var plot = Plot.of(title)
                .namesX(NAMES)
                .rangeY(-1.2 * size, 1.2 * size)
                .add(new Layer.Bars("", Values.of(places), Values.of(heights), colour))
                .horizontal(0, "");
        for (int i = 0; i < heights.length; i++) {
            double above = heights[i] + Math.copySign(0.07 * size, heights[i] == 0 ? 1 : heights[i]);
            plot = plot.text(i, above, NumberText.rounded(heights[i], 3));
        }
        return plot;
    }
}
