package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Scale;
import dev.costate.lab.plot.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Pictures of trained controls and of what they do to the points.
final class TrainingPlots {
    private static final Colour[] COLOURS = {Colour.BLUE, Colour.VERMILLION};
    private static final String[] NAMES = {"disc", "annulus"};

    private final ControlProblem problem;
    private final DiscAndAnnulus data;
    private final DiscAndAnnulus fresh;

    TrainingPlots(ControlProblem problem, DiscAndAnnulus data, DiscAndAnnulus fresh) {
        this.problem = problem;
        this.data = data;
        this.fresh = fresh;
    }

    /// The same problem for other points.
    static ControlProblem from(DiscAndAnnulus points, ControlProblem like) {
        return new ControlProblem(
                points.points(),
                points.targets(),
                like.timePoints(),
                like.horizon(),
                like.running(),
                like.penalty(),
                like.nonlinearity());
    }

    /// The cost over passes through the data.
    Plot costs(List<Training> trainings) {
        Plot plot = Plot.of("Cost while training")
                .subtitle("disc and annulus, I = %d, NT = %d, w = (%s, %s), %s, from V = b = 0"
                        .formatted(
                                problem.samples(),
                                problem.timePoints(),
                                problem.running(),
                                problem.penalty(),
                                problem.nonlinearity().label()))
                .x("passes over the data")
                .y("cost J")
                .scaleX(Scale.symlog(1))
                .logY()
                .horizontal(problem.samples() / 2.0, "all points in the middle");
        for (Training t : trainings) {
            plot = plot.line(t.name(), t.passes(), t.costs());
        }
        return plot;
    }

    /// Where the points start, how they travel, where they end.
    PlotGrid flow(Training training) {
        Tensor states = StateEquation.solve(problem, training.controls());
        Tensor freshEnds =
                StateEquation.solve(from(fresh, problem), training.controls()).get("-1");
        return PlotGrid.of(
                        "The trained flow: " + training.name(),
                        3,
                        points(plane("t = 0"), fresh.points(), problem.inputs()),
                        paths(plane("on the way"), states),
                        targets(points(
                                around(plane("t = " + problem.horizon()), freshEnds), freshEnds, states.get("-1"))))
                .subtitle("%d samples it was trained on, and %d new points, pale"
                        .formatted(problem.samples(), fresh.classes().length))
                .size(1080, 400);
    }

    /// With room above and below, so that points near one line do not make a strip.
    private static Plot around(Plot plot, Tensor points) {
        Tensor heights = points.get(":, 1");
        return plot.rangeY(
                Math.min(-0.25, heights.min().item()),
                Math.max(2.25, heights.max().item()));
    }

    private static Plot plane(String title) {
        return Plot.of(title).x("x1").y("x2").withEqualAspect();
    }

    private Plot points(Plot plot, Tensor freshPoints, Tensor samples) {
        Plot all = plot;
        for (int c = 0; c < COLOURS.length; c++) {
            all = all.scatter(
                    "",
                    column(freshPoints, fresh.members(c), 0),
                    column(freshPoints, fresh.members(c), 1),
                    Style.points().size(2).opacity(0.25).colour(COLOURS[c]));
        }
        for (int c = 0; c < COLOURS.length; c++) {
            all = all.scatter(
                    NAMES[c],
                    column(samples, data.members(c), 0),
                    column(samples, data.members(c), 1),
                    Style.points().size(5).colour(COLOURS[c]));
        }
        return all;
    }

    private Plot paths(Plot plot, Tensor states) {
        Plot all = plot;
        for (int c = 0; c < COLOURS.length; c++) {
            int[] members = data.members(c);
            for (int m = 0; m < members.length; m++) {
                Tensor path = states.get(":, " + members[m]);
                all = all.line(
                        m == 0 ? NAMES[c] : "",
                        path.get(":, 0").toDoubles(),
                        path.get(":, 1").toDoubles(),
                        Style.faint().opacity(0.45).colour(COLOURS[c]));
            }
        }
        return targets(all);
    }

    private static Plot targets(Plot plot) {
        Plot all = plot;
        for (int c = 0; c < COLOURS.length; c++) {
            all = all.scatter(
                    c == 0 ? "target" : "",
                    new double[] {DiscAndAnnulus.TARGETS[c][0]},
                    new double[] {DiscAndAnnulus.TARGETS[c][1]},
                    Style.points().marker(Style.Marker.CROSS).size(11).colour(Colour.BLACK));
        }
        return all;
    }

    /// The controls' norms over time for every optimiser, and the entries of the first one's.
    PlotGrid controls(List<Training> trainings) {
        double[] times = IntStream.range(0, problem.steps())
                .mapToDouble(k -> k * problem.dt())
                .toArray();
        Plot weights = Plot.of("|V|").x("time").y("|V|").rangeY(0, Double.NaN);
        Plot biases = Plot.of("|b|").x("time").y("|b|").rangeY(0, Double.NaN);
        for (Training t : trainings) {
            weights = weights.line(
                    t.name(), times, t.controls().weightNorms(), Style.solid().width(1.3));
            biases = biases.line(
                    t.name(), times, t.controls().biasNorms(), Style.solid().width(1.3));
        }
        return PlotGrid.of("Trained controls over time", 2, weights, biases).size(900, 360);
    }

    private static double[] column(Tensor points, int[] rows, int column) {
        double[] all = points.get(":, " + column).toDoubles();
        List<Double> picked = new ArrayList<>();
        for (int row : rows) {
            picked.add(all[row]);
        }
        return picked.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
