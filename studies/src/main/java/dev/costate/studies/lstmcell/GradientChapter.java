package dev.costate.studies.lstmcell;

import static dev.costate.Costate.grad;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What saturated gates do to the costate on its way back through time.
final class GradientChapter {
    private GradientChapter() {}

    static void tell(LstmCell.Config config, StudyRun run) {
        var bits = BitSequences.of(config.inputs());
        var seen = Cell.run(Weights.DOCUMENT, bits);
        run.section("Gradients through time");
        run.note("""
                An output reaches the next one through the candidate alone: dh_t/dh_(t-1) = o (1 - tanh(c)^2) i \
                (1 - g^2) (-100), where 1 - g^2 = sech(a)^2 with a = 50 x - 100 h. At rest, h = 0 and x = 0, that \
                is -50: a costate explodes, and so would any small h. Anywhere else a is at least 11.9 in size and \
                sech(a)^2 = 4 e^(-2a), 1.8e-10 at best: it vanishes. The other way back leads through the memory, \
                which an LSTM has for just this; but here it is multiplied by f = 3.7e-44 at each step.""");
        var slopes = Slopes.along(seen, bits);
        table(bits, seen, slopes, run);
        run.note("""
                Where a is beyond 19.06 autodiff gives exactly 0, for it computes 1 - g^2 and g is rounded to 1: an \
                error of 100 %. It makes no difference, since nothing learns from 1e-43 either.""");

        run.fact("slope at rest", -50, Slopes.autodiff(0, 0), 1e-13);
        run.fact("dc/dc before: e^-100", Math.exp(-100), memorySlope(), 1e-15 * Math.exp(-100));
        double half = Math.tanh(1) / 2;
        double byHand = Slopes.trueSlope(half, 1);
        // 1 - g^2 is 1.8e-10 here and known to one part in 1e16 of 1
        run.factRelative("slope, h = .38, x = 1", byHand, Slopes.autodiff(half, 1), 2e-6);
        run.fact("autodiff, h = 0, x = 1", 0, Slopes.autodiff(0, 1), 0);

        var byAutodiff = Costates.byAutodiff(bits);
        var rounded = Costates.byHand(bits, Slopes::roundedSquaredSech);
        // products of up to a few factors a step, each with a rounding or two
        run.fact("costates of h: error", 0, worst(rounded.h(), byAutodiff.h()), 1e-12);
        run.fact("costates of c: error", 0, worst(rounded.c(), byAutodiff.c()), 1e-12);
        run.plot("costates", plot(bits, slopes, byAutodiff));
        weights(bits, run);
    }

    private static void table(Tensor bits, Seen seen, Slopes slopes, StudyRun run) {
        var table = Table.of("t", "x", "h before", "a", "o", "dh/dh before, true", "by autodiff");
        for (int t = 0; t < bits.dim(0); t++) {
            double last = t == 0 ? 0 : seen.h().get(t - 1).item();
            double x = bits.get(t).item();
            table = table.row(
                    t,
                    (int) x,
                    last,
                    50 * x - 100 * last,
                    seen.o().get(t).item(),
                    slopes.trueSlopes()[t],
                    slopes.byAutodiff()[t]);
        }
        run.table("the slope of each step", table);
    }

    private static double memorySlope() {
        return grad((Tensor c) -> Cell.step(Weights.DOCUMENT, new State(Tensor.scalar(0), c), Tensor.scalar(0))
                        .c())
                .apply(Tensor.scalar(0))
                .item();
    }

    /// The largest relative error; 0 is right only where 0 is expected.
    private static double worst(double[] expected, double[] measured) {
        double worst = 0;
        for (int t = 0; t < expected.length; t++) {
            double error = Math.abs(measured[t] - expected[t]);
            worst = Math.max(worst, error == 0 ? 0 : error / Math.abs(expected[t]));
        }
        return worst;
    }

    /// The gradient of a loss with respect to the twelve numbers.
    private static void weights(Tensor bits, StudyRun run) {
        var target = Cell.rounded(Cell.runRounded(Weights.DOCUMENT, bits).h());
        var gradient = grad((Weights w) ->
                        Cell.run(w, bits).h().sub(target).square().sum().div(2))
                .apply(Weights.DOCUMENT);
        var table = Table.of("gate", "by the weight of h", "of x", "by the offset");
        table = row("forget", gradient.forget(), table);
        table = row("input", gradient.input(), table);
        table = row("output", gradient.output(), table);
        table = row("candidate", gradient.candidate(), table);
        run.table("gradient of 1/2 sum (h - h rounded)^2", table);
        run.note("""
                h is 0.76 where it is wanted to be 1, and 0.38 where it is wanted to be 0. Only the half-open \
                output gate would still listen: two numbers of twelve.""");
        run.figure(
                "weightGradient",
                Tree.leaves(gradient).stream().map(Tensor::item).toList());
    }

    private static Table row(String name, Gate gate, Table table) {
        return table.row(name, gate.h().item(), gate.x().item(), gate.b().item());
    }

    private static PlotGrid plot(Tensor bits, Slopes slopes, Costates byAutodiff) {
        var exact = Costates.byHand(bits, Slopes::squaredSech);
        return PlotGrid.of(
                        "Costates through saturated gates",
                        3,
                        panel("a step's slope |dh_t / dh_(t-1)|", slopes.trueSlopes(), slopes.byAutodiff()),
                        panel("costate of the output |dh_T / dh_t|", exact.h(), byAutodiff.h()),
                        panel("costate of the memory |dh_T / dc_t|", exact.c(), byAutodiff.c()))
                .subtitle("at rest a slope of 50 explodes; elsewhere slopes vanish, and autodiff rounds them to 0")
                .size(1120, 400);
    }

    private static Plot panel(String title, double[] exact, double[] byAutodiff) {
        double[] times = IntStream.range(0, exact.length).asDoubleStream().toArray();
        return Plot.of(title)
                .x("step t")
                .logY()
                .line("true", times, sizes(exact), Style.linePoints())
                .scatter(
                        "autodiff, where it is not 0",
                        times,
                        sizes(byAutodiff),
                        Style.points().marker(Style.Marker.RING).size(10).colour(Colour.BLACK));
    }

    private static double[] sizes(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }
}
