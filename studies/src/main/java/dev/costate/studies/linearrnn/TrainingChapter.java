package dev.costate.studies.linearrnn;

import static dev.costate.Costate.jacobianForward;
import static dev.costate.Costate.valueAndGrad;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ValueAndGrad;
import dev.costate.function.Fn2;
import dev.costate.lab.NumberText;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.random.LegacyNumPy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Training by RProp, on the data and beside it on others like it.
final class TrainingChapter {
    private static final int[] SHOWN = {0, 30, 40, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000};
    private static final int FIRST_ITERATIONS = 150;
    private static final int ENOUGH_FOR_A_MEDIAN = 10;

    private TrainingChapter() {}

    /// Trains a net on the data, which is net 0, and one on each of the other data sets.
    static Training.Path train(Story story) {
        var config = story.config();
        var sets = new ArrayList<>(List.of(story.data()));
        for (int i = 1; i <= config.others(); i++) {
            sets.add(CountingData.draw(new LegacyNumPy(config.seed() + i), config.samples(), config.length()));
        }
        Fn2<CountingData, Weights, ValueAndGrad<Weights>> slope = (data, w) ->
                valueAndGrad((Weights v) -> LinearNet.loss(v, data)).apply(w);
        return story.training()
                .run(
                        Tree.stack(sets),
                        slope,
                        done -> story.run().progress("training by RProp", done, config.iterations()));
    }

    static void tell(Story story, Training.Path paths) {
        var run = story.run();
        var config = story.config();
        var path = paths.net(0);
        run.section("Training by RProp");
        run.note("""
                        RProp looks at the sign of each slope alone: a weight's step is multiplied by %s while \
                        the sign stays and by %s when it changes, on the cliff as on the plain.""".formatted(NumberText.exact(config.grow()), NumberText.exact(config.shrink())));
        run.table("training", table(path, config.iterations()));
        run.figure(
                "path",
                Map.of(
                        "wx", path.weights().wx().toDoubles(),
                        "wRec", path.weights().wRec().toDoubles(),
                        "loss", path.loss().toDoubles()));
        double[] distances = distances(paths);
        run.figure("distancesFromSolution", distances);
        judge(story, path, distances);
        run.plot("training", plot(paths, config.iterations()));
    }

    private static void judge(Story story, Training.Path path, double[] distances) {
        var run = story.run();
        int iterations = story.config().iterations();
        double median = median(distances);
        if (distances.length > 1) {
            long seed = story.config().seed();
            run.note("""
                    The same program trained nets on %d more data sets (seeds %d to %d). After %d iterations all \
                    %d are %s from (1, 1) in the median and %s at worst.""".formatted(
                            distances.length - 1,
                            seed + 1,
                            seed + distances.length - 1,
                            iterations,
                            distances.length,
                            NumberText.rounded(median, 2),
                            NumberText.rounded(Arrays.stream(distances).max().orElseThrow(), 2)));
        }
        if (!isDetermined(story.data())) {
            run.note("These data do not determine both weights: more than one pair gives every answer right.");
        }
        if (!story.hasPublishedTraining()) {
            run.note("The settings are not those of the known result, so where training ends is shown and not judged.");
            return;
        }
        // it is known to come within about .002; twice that leaves room for the luck of the data
        var end = path.at(-1);
        run.fact(
                "wx after " + iterations + " iterations",
                Weights.COUNTING,
                end.wx().item(),
                0.004);
        run.fact(
                "wRec after " + iterations + " iterations",
                Weights.COUNTING,
                end.wRec().item(),
                0.004);
        if (distances.length >= ENOUGH_FOR_A_MEDIAN) {
            run.factAtMost("median distance of " + distances.length + " nets", 0.002, median);
        }
    }

    /// Whether two weights can be told apart from the answers at (1, 1): by the rank of the Jacobian there.
    private static boolean isDetermined(CountingData data) {
        Weights j = jacobianForward((Weights w) -> LinearNet.answer(w, data.x()))
                .apply(Weights.of(Weights.COUNTING, Weights.COUNTING));
        double xx = j.wx().square().sum().item();
        double rr = j.wRec().square().sum().item();
        double xr = j.wx().mul(j.wRec()).sum().item();
        return xx * rr - xr * xr > 1e-9 * xx * rr;
    }

    private static double[] distances(Training.Path paths) {
        var end = paths.at(-1);
        return end.wx()
                .sub(Weights.COUNTING)
                .abs()
                .maximum(end.wRec().sub(Weights.COUNTING).abs())
                .toDoubles();
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static Table table(Training.Path path, int iterations) {
        var table = Table.of("iteration", "wx", "wRec", "loss");
        for (int k : IntStream.concat(IntStream.of(SHOWN).filter(k -> k < iterations), IntStream.of(iterations))
                .toArray()) {
            var w = path.at(k);
            table = table.row(
                    k, w.wx().item(), w.wRec().item(), path.loss().get(k).item());
        }
        return table;
    }

    private static PlotGrid plot(Training.Path paths, int iterations) {
        double[] x = IntStream.rangeClosed(0, iterations).asDoubleStream().toArray();
        var document = paths.net(0);
        int first = Math.min(FIRST_ITERATIONS, iterations);
        var weights = Plot.of("Weights, the first " + first + " iterations")
                .x("iteration")
                .y("weight")
                .rangeX(0, first)
                .horizontal(Weights.COUNTING, "");
        var loss = Plot.of("Loss").x("iteration").y("mean squared error").logY();
        if (paths.loss().dim(0) > 1) {
            weights = weights.lines(
                            "", x, rows(paths.weights().wx()), Style.faint().colour(Colour.BLUE))
                    .lines("", x, rows(paths.weights().wRec()), Style.faint().colour(Colour.VERMILLION));
            loss = loss.lines(
                    "other data sets", x, rows(paths.loss()), Style.faint().colour(Colour.GREY));
        }
        weights = weights.line(
                        "wx",
                        x,
                        document.weights().wx().toDoubles(),
                        Style.solid().colour(Colour.BLUE))
                .line(
                        "wRec",
                        x,
                        document.weights().wRec().toDoubles(),
                        Style.solid().colour(Colour.VERMILLION));
        loss = loss.line(
                "the document's", x, document.loss().toDoubles(), Style.solid().colour(Colour.BLACK));
        return PlotGrid.of("RProp learns to count", 2, weights, loss)
                .subtitle(
                        paths.loss().dim(0) == 1
                                ? "one data set"
                                : "faint: the same net on " + (paths.loss().dim(0) - 1) + " other data sets");
    }

    private static double[][] rows(Tensor values) {
        return (double[][]) values.toArray();
    }
}
