package dev.costate.studies.linearrnn;

import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Vmap;
import dev.costate.lab.NumberText;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.ops.Creation;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// The loss over the plane of the two weights: a valley, a plain and a cliff.
final class SurfaceChapter {
    private static final double LEAST_SHOWN = 1e-2;
    private static final int SLICE_POINTS = 401;
    private static final Colour WHITE = new Colour(255, 255, 255);
    private static final double FARTHEST = 5;
    private static final double STEEP = 1000;

    private SurfaceChapter() {}

    static void tell(Story story, Training.Path paths) {
        var run = story.run();
        var data = story.data();
        var path = paths.net(0);
        run.section("The loss surface");
        int power = highestPower(data);
        if (power == 0) {
            run.note(
                    "In these sequences no bit but the last is a one. The loss does not depend on wRec, and there is no"
                            + " cliff.");
        } else {
            describe(story, power);
            run.fact("loss ~ wRec^p far out: p", 2.0 * power, localPower(data), 0.02 * power);
        }
        var surface = LossSurface.over(
                axis(path.weights().wx(), story.config().grid()),
                axis(path.weights().wRec(), story.config().grid()),
                data,
                row -> run.progress("loss surface", row, story.config().grid()));
        run.figure("surface", surface);
        run.plot("surface", plot(surface, path, power > 0));
        run.plot("slices", slices(data));
    }

    private static void describe(Story story, int power) {
        var data = story.data();
        var start = story.startWeights();
        var there = valueAndGrad((Weights w) -> LinearNet.loss(w, data)).apply(start);
        double slope = there.grad().wRec().item();
        story.run().note("""
                                Along wx = 1 the loss is %s at wRec = 0, 0 at 1 and %s at 2: a plain, a narrow valley, \
                                a cliff. Beyond |wRec| = 1 it grows like wRec^%d, for the answer holds wRec^%d. At the \
                                start of training, %s, it is %s with a slope of %s along wRec; one step of gradient \
                                descent at rate 0.01 would land at wRec = %s.""".formatted(
                        NumberText.rounded(loss(1, 0, data), 3),
                        NumberText.rounded(loss(1, 2, data), 3),
                        2 * power,
                        power,
                        start.text(4),
                        NumberText.rounded(there.value().item(), 3),
                        NumberText.rounded(slope, 3),
                        NumberText.rounded(start.wRec().item() - 0.01 * slope, 3)));
    }

    private static double loss(double wx, double wRec, CountingData data) {
        return LinearNet.loss(Weights.of(wx, wRec), data).item();
    }

    /// The highest power of `wRec` in any answer: the first bit of a sequence goes through all later steps.
    private static int highestPower(CountingData data) {
        double[] x = data.x().toDoubles();
        int highest = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] == 1) {
                highest = Math.max(highest, data.length() - 1 - i % data.length());
            }
        }
        return highest;
    }

    /// `d ln L / d ln wRec` far beyond the cliff.
    private static double localPower(CountingData data) {
        var far = valueAndGrad((Weights w) -> LinearNet.loss(w, data)).apply(Weights.of(1, STEEP));
        return STEEP * far.grad().wRec().item() / far.value().item();
    }

    // ---- pictures
    // ----------------------------------------------------------------------------------------------

    /// From -2.5 to 2.5, and further where training went further, but not beyond 5.
    private static double[] axis(Tensor path, int points) {
        double low = Math.max(-FARTHEST, Math.min(-2.5, path.min().item() - 0.25));
        double high = Math.min(FARTHEST, Math.max(2.5, path.max().item() + 0.25));
        return Creation.linspace(DType.FLOAT64, low, high, points).toDoubles();
    }

    private static Plot plot(LossSurface surface, Training.Path path, boolean hasCliff) {
        double[][] shown = each(surface.loss(), l -> Math.max(l, LEAST_SHOWN));
        // contours of the logarithm are smooth in the narrow valley too
        double[][] powers = each(shown, Math::log10);
        double[] across = {surface.wx()[0], surface.wx()[surface.wx().length - 1]};
        var border = Style.dashed().colour(WHITE).width(1.2);
        var plot = Plot.of("Loss over the two weights")
                .subtitle("line: RProp, a dot an iteration; contours: powers of 10; dashed: |wRec| = 1")
                .x("wx")
                .y("wRec")
                .rangeX(across[0], across[1])
                .rangeY(surface.wRec()[0], surface.wRec()[surface.wRec().length - 1])
                .size(640, 560)
                .heatMap(
                        surface.wx(),
                        surface.wRec(),
                        shown,
                        ColourBar.of("mean squared error").log())
                .contours(surface.wx(), surface.wRec(), powers, 0, 1, 2, 3, 4, 5, 6, 7)
                .line("", across, new double[] {1, 1}, border)
                .line("", across, new double[] {-1, -1}, border)
                .line(
                        "",
                        path.weights().wx().toDoubles(),
                        path.weights().wRec().toDoubles(),
                        Style.linePoints().colour(Colour.VERMILLION).size(3).width(1.4))
                .mark(
                        path.weights().wx().get(0).item(),
                        path.weights().wRec().get(0).item(),
                        "start")
                .mark(Weights.COUNTING, Weights.COUNTING, "(1, 1)");
        return hasCliff ? plot.text(1.4, 2, "cliff").text(1.4, -2, "cliff").text(-1.6, 0, "plain") : plot;
    }

    private static double[][] each(double[][] values, DoubleUnaryOperator f) {
        return Arrays.stream(values)
                .map(row -> Arrays.stream(row).map(f).toArray())
                .toArray(double[][]::new);
    }

    private static PlotGrid slices(CountingData data) {
        double[] across = Creation.linspace(DType.FLOAT64, -2, 2, SLICE_POINTS).toDoubles();
        var overRecurrent = panel("along wRec", "wRec").vertical(-1, "").vertical(1, "");
        for (double wx : new double[] {-1.5, 0.5, 1}) {
            overRecurrent = overRecurrent.line(
                    "wx = " + NumberText.exact(wx), across, slice(Weights.of(wx, 0), across, "wRec", data));
        }
        var overInput = panel("along wx", "wx");
        for (double wRec : new double[] {0.5, 1, 1.5}) {
            overInput = overInput.line(
                    "wRec = " + NumberText.exact(wRec), across, slice(Weights.of(0, wRec), across, "wx", data));
        }
        return PlotGrid.of("Slices of the loss surface", 2, overRecurrent, overInput)
                .subtitle("beyond |wRec| = 1 the loss climbs with a high power of wRec")
                .sameAxes();
    }

    private static Plot panel(String title, String x) {
        return Plot.of(title).x(x).y("mean squared error").logY().rangeY(LEAST_SHOWN, Double.NaN);
    }

    /// The loss where one weight takes the values `across` and the other stays.
    private static double[] slice(Weights fixed, double[] across, String varied, CountingData data) {
        return vmap((Weights w) -> LinearNet.loss(w, data))
                .in(0, path -> path.equals(varied) ? 0 : Vmap.SHARED)
                .apply(Tree.mapWithPath(fixed, (path, w) -> path.equals(varied) ? Tensor.of(across) : w))
                .maximum(LEAST_SHOWN)
                .toDoubles();
    }
}
