package dev.costate.studies.backpropbyhand;

import dev.costate.lab.NumberText;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Each derivative by hand, by autodiff and by differences.
final class CheckChapter {
    private static final double ROUNDING = Math.ulp(1.0);

    private CheckChapter() {}

    static void tell(Story story) {
        var run = story.run();
        double eps = story.config().eps();
        double[] byHand = HandPass.of(story.weights(), story.data()).gradient();
        double[] byAutodiff = story.gradient(story.weights()).toDoubles();
        run.section("Three ways to each derivative");
        var table = Table.of("", "by hand", "autodiff", "central differences", "autodiff off by", "differences off by");
        for (int k = 0; k < byHand.length; k++) {
            double numerical = central(story, k, eps);
            table = table.row(
                    "dC/d" + Weights.NAMES[k],
                    byHand[k],
                    byAutodiff[k],
                    numerical,
                    Math.abs(byAutodiff[k] - byHand[k]),
                    Math.abs(numerical - byHand[k]));
        }
        run.table("the gradient, differences with the step " + NumberText.exact(eps), table);
        double largest = DoubleStream.of(byHand).map(Math::abs).max().orElseThrow();
        for (int k = 0; k < byHand.length; k++) {
            run.fact(
                    "dC/d" + Weights.NAMES[k] + " by autodiff",
                    byHand[k],
                    byAutodiff[k],
                    8 * ROUNDING * Math.max(largest, 1));
            if (k > 0 || Math.abs(story.config().w1()) > eps) {
                run.fact(
                        "dC/d" + Weights.NAMES[k] + " by differences",
                        byHand[k],
                        central(story, k, eps),
                        tolerance(story, k, eps));
            }
        }
        run.note("""
                Differences have two errors. A long step h takes in how the slope changes, which costs h^2 C'''/6; \
                a short one divides the rounding of two nearly equal costs, about 3e-17, by h. The best step lies \
                between, and is the longer the less a weight moves z2. A step longer than w1 reaches over the kink \
                of the ReLU: there the error is as large as the derivative, whatever the arithmetic.""");
        run.plot("differences", plot(story, byHand));
    }

    private static double central(Story story, int k, double step) {
        return (story.cost(story.moved(k, step)) - story.cost(story.moved(k, -step))) / (2 * step);
    }

    /// What the two errors can come to: the third derivative of the cost by `z2` is below 1/2 in size, and the
    /// cost is computed to a few units of its last place.
    private static double tolerance(Story story, int k, double step) {
        double[] reach = {
            story.weights().w2().item() * story.data().x(),
            HandPass.of(story.weights(), story.data()).a1(),
            1
        };
        return step * step / 6 * Math.pow(Math.abs(reach[k]), 3) / 2 + 8 * ROUNDING / step;
    }

    private static Plot plot(Story story, double[] byHand) {
        double[] steps = IntStream.rangeClosed(0, 120)
                .mapToDouble(i -> Math.pow(10, -12 + i / 10.0))
                .toArray();
        var plot = Plot.of("The error of central differences")
                .subtitle("right: curvature, like h^2; left: rounding, like 1/h; dC/dw1 beyond w1: across the kink")
                .x("step h")
                .y("error of the derivative")
                .logX()
                .logY();
        for (int k = 0; k < byHand.length; k++) {
            int which = k;
            double[] errors = DoubleStream.of(steps)
                    .map(step -> Math.abs(central(story, which, step) - byHand[which]))
                    .toArray();
            plot = plot.line(
                    "dC/d" + Weights.NAMES[k], steps, errors, Style.solid().width(1.4));
        }
        return story.config().w1() > 0 ? plot.vertical(story.config().w1(), "h = w1") : plot;
    }
}
