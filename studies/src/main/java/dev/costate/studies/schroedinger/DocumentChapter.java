package dev.costate.studies.schroedinger;

import static dev.costate.Costate.jit;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.movie.Movie;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.numerics.pde.Grid;
import java.util.stream.IntStream;

/// The document's computation, and the exact solution beside it.
final class DocumentChapter {
    private DocumentChapter() {}

    static Grid grid(Schroedinger.Config config, int finer) {
        return new Grid(-config.halfWidth(), config.halfWidth(), finer * config.intervals() + 1);
    }

    static void tell(Schroedinger.Config config, StudyRun run) {
        run.section("The document's computation");
        run.note("""
                %d steps of the document's scheme from a Gaussian at rest, with its matrices and its ends. The norm and \
                the mean stay, the packet spreads. The poster's worry, that the program is wrong, is not borne out: all \
                that differs from the exact solution is the error of the grid and of the step.""".formatted(config.steps()));
        Grid grid = grid(config, 1);
        Tensor x = grid.positions();
        var exact = new FreeGaussian(config.width());
        var scheme = new DocumentScheme(grid, config.duration() / config.steps(), true, true);
        Complex start = FreeGaussian.start(x, Tensor.scalar(config.width()), grid.spacing());
        Complex states = jit((Complex u) -> scheme.path(u, config.steps())).apply(start);
        Moments moments = Moments.of(states, grid);

        double[] deviations = moments.deviation().toDoubles();
        double last = deviations[config.steps()];
        // a published bound; elsewhere the rounding of a step, all of one sign
        double rounding = config.isDocument() ? 2e-14 : 4e-15 * config.steps();
        run.factAtMost(
                "largest |norm - 1|",
                rounding,
                moments.norm().sub(1).abs().max().item());
        run.factAtMost(
                "largest |<x>|",
                1e-12 * config.halfWidth(),
                moments.mean().abs().max().item());
        if (config.isDocument()) {
            run.fact("standard deviation at t = 20", 14.0309, last, 5e-5);
        }
        run.factRelative(
                "the same, exactly sqrt((1 + t^2) / 2) for width 1", exact.deviation(config.duration()), last, 0.02);
        plots(config, run, grid, states, deviations);
    }

    private static void plots(
            Schroedinger.Config config, StudyRun run, Grid grid, Complex states, double[] deviations) {
        var exact = new FreeGaussian(config.width());
        double[] times = IntStream.rangeClosed(0, config.steps())
                .mapToDouble(i -> i * config.duration() / config.steps())
                .toArray();
        run.plot(
                "width",
                Plot.of("The packet spreads")
                        .x("time")
                        .y("standard deviation of the position")
                        .line("document's scheme", times, deviations)
                        .theory("exact", 0, config.duration(), exact::deviation));
        double shown = Math.min(config.halfWidth(), 3 * exact.deviation(config.duration()));
        double[] x = grid.positions().toDoubles();
        Complex end = states.get(config.steps());
        Complex truth = exact.at(grid.positions(), config.duration());
        run.plot(
                "end",
                PlotGrid.of(
                                "At the end",
                                1,
                                panel("real part", x, end.re(), truth.re(), shown),
                                panel("imaginary part", x, end.im(), truth.im(), shown),
                                panel("density", x, end.absSquared(), truth.absSquared(), shown)
                                        .x("x"))
                        .size(720, 900));
        int every = config.steps() / config.frames();
        double tallest = Math.pow(Math.PI * config.width() * config.width(), -0.25);
        run.movie(
                "free",
                Movie.of(config.frames() + 1, f -> {
                            Complex psi = states.get(f * every);
                            return frame(x, psi, times[f * every], shown, tallest);
                        })
                        .perSecond(15)
                        .scale(1));
    }

    private static Plot panel(String name, double[] x, Tensor computed, Tensor exact, double shown) {
        return Plot.of("")
                .y(name)
                .rangeX(-shown, shown)
                .line("document's scheme", x, computed.toDoubles())
                .theory("exact", x, exact.toDoubles());
    }

    private static Plot frame(double[] x, Complex psi, double t, double shown, double tallest) {
        return Plot.of("A free wave packet, t = %.1f".formatted(t))
                .x("x")
                .y("")
                .size(720, 420)
                .rangeX(-shown, shown)
                .rangeY(-0.7 * tallest, 1.05 * tallest)
                .line("real part", x, psi.re().toDoubles(), Style.solid().colour(Colour.BLUE))
                .line("imaginary part", x, psi.im().toDoubles(), Style.solid().colour(Colour.VERMILLION))
                .line(
                        "density",
                        x,
                        psi.absSquared().toDoubles(),
                        Style.solid().colour(Colour.BLACK).width(2));
    }
}
