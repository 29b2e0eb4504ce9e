package dev.costate.studies.adjoint;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.lab.movie.Movie;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Legend;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/// The points on their way, and with them the lines of a square net that the flow bends and never tears.
final class FlowFilm {
    private static final Colour[] COLOURS = {Colour.BLUE, Colour.VERMILLION};
    private static final String[] NAMES = {"disc", "annulus"};
    private static final double REACH = 1.4;
    private static final int LINES = 15;
    private static final int POINTS = 71;
    private static final int FRAMES = 61;

    private final ControlProblem problem;
    private final DiscAndAnnulus data;
    private final DiscAndAnnulus fresh;
    private final Tensor samples;
    private final Tensor others;
    private final Tensor net;
    private final double[] across;
    private final double[] up;

    FlowFilm(ControlProblem problem, Controls controls, DiscAndAnnulus data, DiscAndAnnulus fresh) {
        this.problem = problem;
        this.data = data;
        this.fresh = fresh;
        samples = StateEquation.solve(problem, controls);
        across = range(0);
        up = range(1);
        others = StateEquation.solve(TrainingPlots.from(fresh, problem), controls);
        Tensor start = net();
        net = StateEquation.solve(TrainingPlots.from(new DiscAndAnnulus(start, start, new int[0]), problem), controls);
    }

    /// The points of all lines, one line after the other: `[2 LINES POINTS, 2]`.
    private static Tensor net() {
        double[] points = new double[4 * LINES * POINTS];
        int at = 0;
        for (int direction = 0; direction < 2; direction++) {
            for (int line = 0; line < LINES; line++) {
                double across = REACH * (2.0 * line / (LINES - 1) - 1);
                for (int i = 0; i < POINTS; i++) {
                    double along = REACH * (2.0 * i / (POINTS - 1) - 1);
                    points[at++] = direction == 0 ? along : across;
                    points[at++] = direction == 0 ? across : along;
                }
            }
        }
        return Tensor.of(points, Shape.of(2 * LINES * POINTS, 2));
    }

    Movie movie() {
        int frames = Math.min(FRAMES, problem.timePoints());
        return Movie.of(frames, frame -> draw((int) Math.round((double) frame * problem.steps() / (frames - 1))))
                .perSecond(12)
                .scale(1);
    }

    /// The lowest and the highest place on an axis that a sample comes to, with a margin.
    private double[] range(int axis) {
        Tensor places = samples.get("..., " + axis);
        double low = Math.min(-REACH, places.min().item());
        double high = Math.max(REACH, places.max().item());
        double margin = 0.05 * (high - low);
        return new double[] {low - margin, high + margin};
    }

    private Plot draw(int k) {
        Plot plot = Plot.of("The flow, t = " + String.format(Locale.ROOT, "%.2f", k * problem.dt()))
                .x("x1")
                .y("x2")
                .rangeX(across[0], across[1])
                .rangeY(up[0], up[1])
                .withEqualAspect()
                .legend(Legend.TOP)
                .size(620, 560);
        double[] x = net.get(k + ", :, 0").toDoubles();
        double[] y = net.get(k + ", :, 1").toDoubles();
        Style thread = Style.solid().width(0.6).opacity(0.35).colour(Colour.GREY);
        for (int line = 0; line < 2 * LINES; line++) {
            plot = plot.line("", part(x, line), part(y, line), thread);
        }
        for (int c = 0; c < COLOURS.length; c++) {
            plot = plot.scatter(
                    "",
                    column(others, k, fresh.members(c), 0),
                    column(others, k, fresh.members(c), 1),
                    Style.points().size(2.2).opacity(0.35).colour(COLOURS[c]));
        }
        for (int c = 0; c < COLOURS.length; c++) {
            plot = plot.scatter(
                    NAMES[c],
                    column(samples, k, data.members(c), 0),
                    column(samples, k, data.members(c), 1),
                    Style.points().size(5).colour(COLOURS[c]));
        }
        for (double[] target : DiscAndAnnulus.TARGETS) {
            plot = plot.scatter(
                    "",
                    new double[] {target[0]},
                    new double[] {target[1]},
                    Style.points().marker(Style.Marker.CROSS).size(11).colour(Colour.BLACK));
        }
        return plot;
    }

    private static double[] part(double[] all, int line) {
        return Arrays.copyOfRange(all, line * POINTS, (line + 1) * POINTS);
    }

    private static double[] column(Tensor states, int k, int[] members, int column) {
        double[] all = states.get(k + ", :, " + column).toDoubles();
        return IntStream.of(members).mapToDouble(i -> all[i]).toArray();
    }
}
