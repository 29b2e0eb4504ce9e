package dev.costate.studies.rosenbrock;

import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.ColourMap;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.nn.optim.LBfgs;
import dev.costate.nn.optim.Momentum;
import dev.costate.nn.optim.Optimiser;
import dev.costate.nn.optim.Optimisers;
import dev.costate.ops.Creation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// All optimisers from one start: their ways, their heights, their steps and the curvature they meet.
final class RaceChapter {
    /// What PyTorch 2.13 makes of momentum .9 at rate .01 in 100 steps.
    private static final double PYTORCH = 0.00190898;

    private static final double HALF_A_DIGIT = 5e-9;
    /// What PyTorch 2.13 makes of L-BFGS with strong Wolfe conditions, which ends after 16 steps.
    private static final double PYTORCH_LBFGS = 1.0092002e-11;

    /// The squares of what rounding leaves of 1 are below.
    private static final double ITS_TOLERANCE = 1e-15;

    private static final double LEAST_SHOWN = 1e-16;
    private static final double MOST_SHOWN = 1e6;
    private static final int GRID = 161;

    private final Rosenbrock.Config config;
    private final Valley valley;
    private final Runner momentum;
    private final Runner tooFast;
    private final Runner lbfgs;
    private final List<Runner> runners;

    /// An optimiser on its way.
    private record Runner(String name, Way way) {}

    RaceChapter(Rosenbrock.Config config) {
        this.config = config;
        valley = config.valley();
        var ball = Momentum.of(config.momentum());
        momentum = runner("momentum", config.rate(), Optimisers.sgd(config.rate(), ball));
        tooFast = runner("momentum", config.adamRate(), Optimisers.sgd(config.adamRate(), ball));
        lbfgs = new Runner("L-BFGS", Way.of(valley, LBfgs.of(config.steps()), config.startPoint(), config.steps()));
        runners = List.of(
                runner("Adam", config.adamRate(), Optimisers.adam(config.adamRate())),
                momentum,
                runner("gradient descent", config.rate(), Optimisers.sgd(config.rate())),
                lbfgs);
    }

    private Runner runner(String name, double rate, Optimiser optimiser) {
        return new Runner(
                name + ", rate " + NumberText.exact(rate),
                Way.of(valley, optimiser, config.startPoint(), config.steps()));
    }

    void tell(StudyRun run) {
        run.section("The race");
        var table = Table.of("optimiser", "x", "y", "f", "steps to f < 0.01", "longest step", "mean step");
        for (var runner : runners) {
            table = table.row(row(runner));
        }
        table = table.row(row(tooFast));
        run.table("after %d steps".formatted(config.steps()), table);
        if (config.isTheDocuments()) {
            run.fact(
                    "momentum, rate 0.01: f, as PyTorch",
                    PYTORCH,
                    momentum.way().end(),
                    HALF_A_DIGIT);
            double limit = 2
                    * (1 + config.momentum())
                    / valley.curvature(config.startPoint()).item();
            run.factBetween("its limit at the start is between the rates", config.rate(), config.adamRate(), limit);
            run.fact(
                    "momentum, rate 0.02 diverges",
                    !Double.isFinite(tooFast.way().end()));
        }
        run.note("""
                L-BFGS has no rate: it searches along each direction, several evaluations a step, and learns the \
                curvature from where it was, so that the narrow valley looks round to it.""");
        if (config.isTheDocuments()) {
            run.fact("L-BFGS: f, as PyTorch", PYTORCH_LBFGS, lbfgs.way().end(), ITS_TOLERANCE);
        }
        run.plot("paths", paths());
        run.plot("heights", heights());
        run.plot(
                "steps",
                PlotGrid.of("What decides about a step", 2, lengths(), curvatures())
                        .size(960, 400));
    }

    private static Object[] row(Runner runner) {
        Way way = runner.way();
        int until = way.stepsUntil(0.01);
        double[] end = way.at(-1);
        double[] lengths = way.lengths();
        return new Object[] {
            runner.name(),
            end[0],
            end[1],
            way.end(),
            until < 0 ? "never" : Integer.toString(until),
            Arrays.stream(lengths).max().orElseThrow(),
            Arrays.stream(lengths).average().orElseThrow()
        };
    }

    // ---- pictures ----------------------------------------------------------------------------------------------

    private Plot paths() {
        double[] xs = range(true);
        double[] ys = range(false);
        var plane = new double[GRID * GRID][];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = new double[] {xs[i % GRID], ys[i / GRID]};
        }
        double[] flat = vmap(valley::height).apply(Tensor.of(plane)).toDoubles();
        var shown = new double[GRID][GRID];
        var powers = new double[GRID][GRID];
        for (int i = 0; i < flat.length; i++) {
            shown[i / GRID][i % GRID] = Math.max(flat[i], 1e-3);
            powers[i / GRID][i % GRID] = Math.log10(shown[i / GRID][i % GRID]);
        }
        var plot = Plot.of("Ways through the valley")
                .subtitle("%d steps from the start, a dot each; contours: f a factor of sqrt(10) apart"
                        .formatted(config.steps()))
                .x("x")
                .y("y")
                .rangeX(xs[0], xs[GRID - 1])
                .rangeY(ys[0], ys[GRID - 1])
                .size(760, 600)
                .heatMap(xs, ys, shown, ColourBar.of("f").log().map(ColourMap.GREYS))
                .contours(
                        xs,
                        ys,
                        powers,
                        IntStream.rangeClosed(-4, 8).mapToDouble(i -> i / 2.0).toArray());
        int i = 0;
        for (var runner : runners) {
            plot = plot.line(
                    runner.name(),
                    runner.way().x(),
                    runner.way().y(),
                    Style.linePoints().colour(Colour.series(i++)).size(4).width(1.4));
        }
        double[] minimum = valley.minimum().toDoubles();
        return plot.mark(config.start().get(0), config.start().get(1), "start").mark(minimum[0], minimum[1], "minimum");
    }

    /// From the least to the greatest coordinate of all ways, with some room.
    private double[] range(boolean alongX) {
        double[] minimum = valley.minimum().toDoubles();
        double low = minimum[alongX ? 0 : 1];
        double high = low;
        for (var runner : runners) {
            for (double c : alongX ? runner.way().x() : runner.way().y()) {
                if (Math.abs(c) < 20) {
                    low = Math.min(low, c);
                    high = Math.max(high, c);
                }
            }
        }
        double room = 0.15 * (high - low) + 0.1;
        return Creation.linspace(DType.FLOAT64, low - room, high + room, GRID).toDoubles();
    }

    private Plot heights() {
        var plot = Plot.of("The height over the steps").x("step").y("f").logY();
        for (var runner : runners) {
            plot = plot.line(runner.name(), shown(runner.way().heights().toDoubles()));
        }
        return plot.line(tooFast.name(), shown(tooFast.way().heights().toDoubles()), Style.dashed());
    }

    private Plot lengths() {
        var plot = Plot.of("how long it is").x("step").y("length").logY();
        for (var runner : runners) {
            plot = plot.line(runner.name(), shown(runner.way().lengths()));
        }
        return plot.horizontal(Math.sqrt(2) * config.adamRate(), "Adam: the rate in both coordinates");
    }

    private Plot curvatures() {
        var plot = Plot.of("the curvature, and what the rate %s stands".formatted(NumberText.exact(config.rate())))
                .x("step")
                .y("lambda_max")
                .logY();
        for (var runner : runners) {
            plot = plot.line(
                    runner.name(),
                    shown(vmap(valley::curvature).apply(runner.way().points()).toDoubles()));
        }
        return plot.horizontal(2 / config.rate(), "gradient descent: 2 / rate")
                .horizontal(2 * (1 + config.momentum()) / config.rate(), "momentum: 2 (1 + beta) / rate");
    }

    /// Without what lies beyond the page.
    private static double[] shown(double[] values) {
        return Arrays.stream(values)
                .map(v -> v >= LEAST_SHOWN && v <= MOST_SHOWN ? v : Double.NaN)
                .toArray();
    }
}
