package dev.costate.studies.linearrnn;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.vmap;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/// How the costate grows or shrinks on its way back through time.
final class CostateChapter {
    /// The weight at which the document checks its gradient is among them.
    private static final double[] RECURRENT = {0.5, 0.8, 1, 1.2, 1.5, 2};

    private static final int DOCUMENT = 3;

    private CostateChapter() {}

    static void tell(Story story) {
        var run = story.run();
        int length = story.data().length();
        run.section("The costate");
        run.note("""
                What the document keeps in grad_over_time is the costate: the derivative of the loss \
                with respect to each state. A step back through time multiplies it by wRec, m steps by \
                wRec^m: so gradients vanish or explode.""");

        double[][] grown = grown(story.data());
        double[] theory = Arrays.stream(RECURRENT).map(w -> Math.pow(w, length)).toArray();
        double[] back = Arrays.stream(grown).mapToDouble(c -> c[length]).toArray();
        double[] byAutodiff = byAutodiff(story.data());
        table(story, grown, byAutodiff);

        run.factRelative("costate " + length + " back, wRec = 1.2", theory[DOCUMENT], back[DOCUMENT], 1e-12);
        run.factRelative("the same by autodiff", theory[DOCUMENT], byAutodiff[DOCUMENT], 1e-12);
        run.factAtMost("wRec^m for all m: worst error", 1e-12, worstError(grown));
        run.figure("costateGrowth", Map.of("wRec", RECURRENT, "byStepsBack", grown));
        run.plot("costate", plot(grown));
    }

    private static void table(Story story, double[][] grown, double[] byAutodiff) {
        int length = story.data().length();
        var table =
                Table.of("wRec", "%d back, by hand".formatted(length), "by autodiff", "wRec^%d".formatted(length), "");
        for (int i = 0; i < RECURRENT.length; i++) {
            double w = RECURRENT[i];
            table = table.row(
                    w,
                    grown[i][length],
                    byAutodiff[i],
                    Math.pow(w, length),
                    w < 1 ? "vanishes" : w > 1 ? "explodes" : "stays");
        }
        story.run().table("costate, where the last one is 1", table);
    }

    /// The costates of the first sample for each weight, by steps back from a last one of 1.
    private static double[][] grown(CountingData data) {
        return Arrays.stream(RECURRENT)
                .mapToObj(wRec -> {
                    var w = Weights.of(1, wRec);
                    var last = Tensor.of(new double[data.samples()]).add(1);
                    var pass = BackwardPass.of(data.x(), LinearNet.states(w, data.x()), last, w.wRec());
                    return pass.costates().get("0, ::-1").toDoubles();
                })
                .toArray(double[][]::new);
    }

    /// The derivative of the last state of the first sample with respect to its first, for all weights in one
    /// call.
    private static double[] byAutodiff(CountingData data) {
        Tensor first = data.x().get(":1");
        return vmap((Tensor wRec) -> grad((Tensor start) -> LinearNet.lastState(
                                        start, new Weights(Tensor.scalar(1), wRec), first)
                                .sum())
                        .apply(Tensor.of(new double[1]))
                        .sum())
                .apply(Tensor.of(RECURRENT))
                .toDoubles();
    }

    private static double worstError(double[][] grown) {
        double worst = 0;
        for (int i = 0; i < RECURRENT.length; i++) {
            for (int m = 0; m < grown[i].length; m++) {
                double theory = Math.pow(RECURRENT[i], m);
                worst = Math.max(worst, Math.abs(grown[i][m] - theory) / theory);
            }
        }
        return worst;
    }

    private static Plot plot(double[][] grown) {
        int length = grown[0].length - 1;
        double[] steps = IntStream.rangeClosed(0, length).asDoubleStream().toArray();
        var plot = Plot.of("The costate on its way back through time")
                .subtitle("dots: by the hand-written backward pass; lines: wRec^m")
                .x("steps back, m")
                .y("costate / last costate")
                .logY();
        for (int i = RECURRENT.length - 1; i >= 0; i--) {
            double wRec = RECURRENT[i];
            double[] theory = Arrays.stream(steps).map(m -> Math.pow(wRec, m)).toArray();
            var colour = Colour.series(i);
            plot = plot.line(
                            "",
                            steps,
                            theory,
                            Style.solid().width(1).colour(colour).opacity(0.6))
                    .scatter(
                            "wRec = " + NumberText.exact(wRec),
                            steps,
                            grown[i],
                            Style.points().colour(colour));
        }
        return plot;
    }
}
