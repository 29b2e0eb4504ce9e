package dev.costate.studies.schroedinger;

import static dev.costate.Costate.jit;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import dev.costate.numerics.pde.Grid;

/// How the error falls with the distance of points and the step.
final class ConvergenceChapter {
    private static final int LEVELS = 4;

    private ConvergenceChapter() {}

    static void tell(Schroedinger.Config config, StudyRun run) {
        run.section("Convergence");
        run.note("""
                Halving both the distance of points and the step divides the error by 4: the scheme is of second order \
                in both, in the document's own form and in the library's, which holds the wave at 0 at the ends.""");
        double[] document = new double[LEVELS];
        double[] library = new double[LEVELS];
        double[] deviations = new double[LEVELS];
        double[] spacings = new double[LEVELS];
        var table = Table.of("dx", "dt", "error of the document's scheme", "of the library's", "standard deviation");
        for (int k = 0; k < LEVELS; k++) {
            Grid grid = DocumentChapter.grid(config, 1 << k);
            int steps = config.steps() << k;
            double dt = config.duration() / steps;
            Complex start = FreeGaussian.start(grid.positions(), Tensor.scalar(config.width()), grid.spacing());
            Complex truth = new FreeGaussian(config.width()).at(grid.positions(), config.duration());
            var scheme = new DocumentScheme(grid, dt, true, true);
            Complex end = jit((Complex u) -> scheme.end(u, steps)).apply(start);
            var free = DipChapter.free(grid);
            Complex other = jit((Complex u) -> free.solve(u, 0, config.duration(), steps))
                    .apply(start);
            document[k] = error(end, truth, grid);
            library[k] = error(other, truth, grid);
            deviations[k] = Moments.of(other, grid).deviation().item();
            spacings[k] = grid.spacing();
            table = table.row(grid.spacing(), dt, document[k], library[k], deviations[k]);
            run.progress("refining", k + 1, LEVELS);
        }
        run.table("error at the end, sqrt(sum |psi - exact|^2 dx)", table);
        run.figure("errors", document);
        for (int k = 1; k < LEVELS; k++) {
            run.factBetween(
                    "error on %d points by that on %d"
                            .formatted((config.intervals() << (k - 1)) + 1, (config.intervals() << k) + 1),
                    k == 1 ? 3.6 : 3.9,
                    k == 1 ? 4.4 : 4.1,
                    document[k - 1] / document[k]);
        }
        run.factRelative("the library's scheme on the finest", document[LEVELS - 1], library[LEVELS - 1], 1e-4);
        double[] second = new double[LEVELS];
        for (int k = 0; k < LEVELS; k++) {
            second[k] = document[LEVELS - 1] * Math.pow(spacings[k] / spacings[LEVELS - 1], 2);
        }
        run.plot(
                "convergence",
                Plot.of("The error falls with the square of the distance and the step")
                        .x("distance of points; the step goes with it")
                        .y("error at the end")
                        .logX()
                        .logY()
                        .line("document's scheme", spacings, document, Style.linePoints())
                        .theory("second order", spacings, second));
    }

    private static double error(Complex psi, Complex truth, Grid grid) {
        return Math.sqrt(grid.sum(psi.sub(truth).absSquared()).item());
    }
}
