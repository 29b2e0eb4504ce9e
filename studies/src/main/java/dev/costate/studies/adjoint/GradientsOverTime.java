package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.random.LegacyNumPy;
import java.util.List;
import java.util.stream.IntStream;

/// The document's plot, the norm of the gradient at every step in time, and the costates behind it.
final class GradientsOverTime {
    private final ControlProblem problem;
    private final DiscAndAnnulus data;
    private final Controls controls;

    GradientsOverTime(ControlProblem problem, DiscAndAnnulus data, long seed) {
        // A weight on the way that one can see.
        this.problem = problem.weighing(0.7, problem.penalty());
        this.data = data;
        LegacyNumPy random = new LegacyNumPy(seed);
        int n = problem.dimension();
        controls = Controls.constant(random.normal(0, 1, n, n), random.normal(0, 1, n), problem.steps());
    }

    void report(StudyRun run) {
        Tensor states = StateEquation.solve(problem, controls);
        Tensor costates = CostateEquation.solve(problem, controls, states);
        Controls byHand = HandGradient.timeResolved(problem, controls, states, costates);
        Controls byAutodiff = AutodiffGradient.of(problem, controls).grad();
        Controls timeLast = StackedLayout.timeLast(byHand);
        int n = problem.dimension();
        run.fact(
                "gradV over time: N, N, NT-1",
                List.of(n, n, problem.steps()),
                IntStream.of(timeLast.v().shape().dims()).boxed().toList());
        run.figure("gradient norms of V over time", byHand.weightNorms());
        run.figure("gradient norms of b over time", byHand.biasNorms());
        run.plot("gradient-norms", gradientPlot(byHand, byAutodiff));
        run.plot("costates", costatePlot(costates));
    }

    private Plot gradientPlot(Controls byHand, Controls byAutodiff) {
        double[] steps =
                IntStream.rangeClosed(1, problem.steps()).asDoubleStream().toArray();
        Plot plot = Plot.of("Gradient norms over time")
                .subtitle("at each of the %d steps, for one random V and b that serve in all of them; w1 = %s, %s"
                        .formatted(
                                problem.steps(),
                                problem.running(),
                                problem.nonlinearity().label()))
                .x("time step k")
                .y("norm of the gradient")
                .rangeY(0, Double.NaN)
                .line("V, by hand", steps, byHand.weightNorms())
                .line("b, by hand", steps, byHand.biasNorms());
        int[] shown = IntStream.range(0, steps.length)
                .filter(k -> k % Math.max(1, steps.length / 20) == 0)
                .toArray();
        return plot.scatter(
                        "autodiff",
                        at(steps, shown),
                        at(byAutodiff.weightNorms(), shown),
                        Style.points().marker(Style.Marker.RING).colour(Colour.BLACK))
                .scatter(
                        "",
                        at(steps, shown),
                        at(byAutodiff.biasNorms(), shown),
                        Style.points().marker(Style.Marker.RING).colour(Colour.BLACK));
    }

    private PlotGrid costatePlot(Tensor costates) {
        Controls zero = Controls.zero(problem);
        Tensor atRest = CostateEquation.solve(problem, zero, StateEquation.solve(problem, zero));
        return PlotGrid.of(
                        "How much the cost feels each sample's state: |costate| over time",
                        2,
                        norms("V = b = 0: straight lines", atRest),
                        norms("one random V and b in all steps", costates))
                .subtitle("a thin line a sample, the thick one their mean; w1 = " + problem.running());
    }

    private Plot norms(String title, Tensor costates) {
        double[] times = IntStream.rangeClosed(1, problem.steps())
                .mapToDouble(k -> k * problem.dt())
                .toArray();
        double[][] perSample = StackedLayout.rows(costates.norm(2).transpose());
        return Plot.of(title)
                .x("time")
                .y("|costate|")
                .lines(
                        "disc",
                        times,
                        pick(perSample, data.members(0)),
                        Style.faint().colour(Colour.BLUE))
                .lines(
                        "annulus",
                        times,
                        pick(perSample, data.members(1)),
                        Style.faint().colour(Colour.VERMILLION))
                .line(
                        "mean",
                        times,
                        costates.norm(2).mean(1).toDoubles(),
                        Style.solid().colour(Colour.BLACK).width(2.4));
    }

    private static double[][] pick(double[][] rows, int[] which) {
        return IntStream.of(which).mapToObj(i -> rows[i]).toArray(double[][]::new);
    }

    private static double[] at(double[] values, int[] places) {
        return IntStream.of(places).mapToDouble(k -> values[k]).toArray();
    }
}
