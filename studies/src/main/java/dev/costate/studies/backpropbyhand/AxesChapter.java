package dev.costate.studies.backpropbyhand;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.ops.Creation;
import java.util.stream.IntStream;

/// The cost along each weight, with the tangent that its derivative is.
final class AxesChapter {
    private static final double[] REACH = {0.4, 60, 5};
    private static final int POINTS = 401;

    private AxesChapter() {}

    static void tell(Story story) {
        var run = story.run();
        run.section("The cost along each weight");
        run.note("""
                A derivative is the slope of a tangent. Along w1 the cost is flat on one side of 0, where the first \
                neuron is off, and bends at 0 like the ReLU. Along b it goes down the sigmoid; along w2 too, but \
                slowly, since only a1 of a change arrives at z2.""");
        double[] gradient = story.gradient(story.weights()).toDoubles();
        var panels = IntStream.range(0, REACH.length)
                .mapToObj(k -> panel(story, k, gradient[k]))
                .toList();
        run.plot(
                "slopes",
                PlotGrid.of("The cost along each weight, the other two staying", 3, panels)
                        .subtitle("ring: the weights; dashed: the tangent, its slope the derivative")
                        .size(1080, 380));
    }

    private static Plot panel(Story story, int k, double slope) {
        double at = story.weights().toDoubles()[k];
        double cost = story.cost(story.weights());
        Tensor places = Creation.linspace(DType.FLOAT64, at - REACH[k], at + REACH[k], POINTS);
        return Plot.of("dC/d" + Weights.NAMES[k] + " = " + NumberText.rounded(slope, 5))
                .x(Weights.NAMES[k])
                .y("cost")
                .rangeY(0, 0.55)
                .line("", places.toDoubles(), story.costAlong(k, places).toDoubles())
                .line(
                        "",
                        places.toDoubles(),
                        places.sub(at).mul(slope).add(cost).toDoubles(),
                        Style.dashed().colour(Colour.VERMILLION))
                .mark(at, cost, Weights.NAMES[k] + " = " + NumberText.rounded(at, 4));
    }
}
