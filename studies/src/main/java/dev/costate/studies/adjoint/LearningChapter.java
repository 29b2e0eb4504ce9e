package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.ColourMap;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Scale;
import dev.costate.lab.plot.Style;
import dev.costate.nn.optim.Optimisers;
import dev.costate.random.LegacyNumPy;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The disc and the annulus learn to part: the cost, the gradient over time and over training, and the flow as a film.
final class LearningChapter {
    private static final int FRESH = 600;
    private static final int ROWS = 150;
    /// What is drawn of the gradient: these parts of the training.
    private static final double[] SHOWN = {0, 0.02, 0.1, 0.3, 1};

    private final ControlProblem problem;
    private final DiscAndAnnulus data;
    private final NeuralOde.Config config;

    LearningChapter(ControlProblem problem, DiscAndAnnulus data, NeuralOde.Config config) {
        this.problem = problem;
        this.data = data;
        this.config = config;
    }

    void report(StudyRun run) {
        run.section("Learning to part a disc from the ring around it");
        run.note("""
                V and b are free in each of the %d steps in time. They begin at zero and follow Adam, with the \
                gradient by hand of all %d samples. First all points drift to the middle between the targets; then \
                the ring opens and the disc is squeezed out through the gap. A flow cannot do otherwise: its lines do \
                not cross, so what is inside stays inside.""".formatted(problem.steps(), problem.samples()));
        Learning learning = Learning.of(problem, Optimisers.adam(config.rate()), config.iterations());
        Tensor ends = StateEquation.solve(problem, learning.controls()).get("-1");
        double first = learning.costs().get(0).item();
        double last = ControlCost.of(problem, learning.controls()).item();
        run.factRelative("cost at the start", ZeroControls.cost(problem), first, GradientCheck.ROUNDING);
        run.fact(
                "learned: hand = autodiff",
                0,
                Controls.relativeDifference(
                        HandGradient.of(problem, learning.controls()).grad(),
                        AutodiffGradient.of(problem, learning.controls()).grad()),
                GradientCheck.ROUNDING);
        run.figure("cost left", last / first);
        run.figure("samples right", data.accuracy(ends));
        if (config.isTheExperiment()) {
            run.factAtMost("cost left", 0.1, last / first);
            run.factAtLeast("samples right", 0.93, data.accuracy(ends));
        }
        run.plot("learning", learning(learning));
        run.plot("gradient-over-time", gradients(learning));
        DiscAndAnnulus fresh = DiscAndAnnulus.draw(new LegacyNumPy(config.seed() + 1), FRESH);
        run.movie("flow", new FlowFilm(problem, learning.controls(), data, fresh).movie());
    }

    private Plot learning(Learning learning) {
        double[] costs = learning.costs().toDoubles();
        return Plot.of("Cost while learning")
                .subtitle("all %d samples, Adam at %s, from V = b = 0"
                        .formatted(problem.samples(), NumberText.exact(config.rate())))
                .x("step of Adam")
                .y("cost J")
                .scaleX(Scale.symlog(10))
                .logY()
                .line("cost", IntStream.range(0, costs.length).asDoubleStream().toArray(), costs)
                .horizontal(problem.samples() / 2.0, "all points in the middle");
    }

    private PlotGrid gradients(Learning learning) {
        return PlotGrid.of(
                        "The gradient over time, while it learns: |dJ/du_k| / dt, in function space",
                        2,
                        map("of V", learning.weights()),
                        lines("of V", learning.weights()),
                        map("of b", learning.biases()),
                        lines("of b", learning.biases()))
                .subtitle("in function space it does not depend on the number of steps")
                .size(1080, 760);
    }

    /// Rows evenly spaced in the logarithm of the step, so that the quick beginning can be seen.
    private Plot map(String title, Tensor norms) {
        int iterations = norms.dim(0);
        int rows = Math.min(ROWS, iterations);
        int[] steps = IntStream.range(0, rows)
                .map(i -> (int) Math.round(Math.expm1(Math.log1p(iterations - 1.0) * i / Math.max(1, rows - 1))))
                .distinct()
                .toArray();
        double[][] shown = (double[][]) norms.take(Tensor.of(steps), 0).toArray();
        double[] all = Arrays.stream(shown).flatMapToDouble(Arrays::stream).toArray();
        double most = DoubleStream.of(all).max().orElseThrow();
        return Plot.of(title)
                .x("time")
                .y("step of Adam + 1")
                .logY()
                .heatMap(
                        times(),
                        Arrays.stream(steps).mapToDouble(s -> s + 1).toArray(),
                        shown,
                        ColourBar.of("norm").log().range(most * 1e-3, most));
    }

    private Plot lines(String title, Tensor norms) {
        Plot plot = Plot.of(title).x("time").y("norm").logY();
        for (int i = 0; i < SHOWN.length; i++) {
            int step = (int) Math.round(SHOWN[i] * (norms.dim(0) - 1));
            Colour colour = ColourMap.VIRIDIS.at(0.9 * i / (SHOWN.length - 1));
            plot = plot.line(
                    "step " + step,
                    times(),
                    norms.get(step).toDoubles(),
                    Style.solid().colour(colour));
        }
        return plot;
    }

    private double[] times() {
        return IntStream.range(0, problem.steps())
                .mapToDouble(k -> k * problem.dt())
                .toArray();
    }
}
