package dev.costate.studies.schroedinger;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.valueAndGrad;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.ValueAndGrad;
import dev.costate.function.Fn1;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.numerics.pde.Grid;
import java.util.stream.IntStream;

/// The width at the end, differentiated through all time steps by the width at the start.
final class WidthChapter {
    private static final int FINER = 4;

    private WidthChapter() {}

    static void tell(Schroedinger.Config config, StudyRun run) {
        run.section("A gradient through all the steps");
        run.note("""
                A narrow packet has a wide spread of momenta and ends wide; a wide one starts wide. Which start ends \
                narrowest? The program is differentiable: the derivative of the final standard deviation by the width at \
                the start goes back through every time step, each time solving with the adjoint of the matrix by the factors \
                of the way there. Exactly it is (s - t^2 / s^3) / (2 sd), which is 0 at s = sqrt(t).""");
        double t = config.duration();
        double s = config.width();
        var exact = new FreeGaussian(s);
        var coarse = deviation(config, 1);
        var fine = deviation(config, FINER);
        double onCoarse = coarse.apply(Tensor.scalar(s)).grad().item();
        double onFine = fine.apply(Tensor.scalar(s)).grad().item();
        double h = 1e-4 * s;
        double difference = (coarse.apply(Tensor.scalar(s + h)).value().item()
                        - coarse.apply(Tensor.scalar(s - h)).value().item())
                / (2 * h);
        run.table(
                "derivative of the standard deviation at the end by the width at the start",
                Table.of("", "value")
                        .row("exact", exact.deviationByWidth(t))
                        .row("document's grid", onCoarse)
                        .row("by differences there", difference)
                        .row("%d times finer".formatted(FINER), onFine));
        run.factRelative("document's grid: gradient by differences", difference, onCoarse, 1e-6);
        run.factRelative("%d times finer: gradient, exact".formatted(FINER), exact.deviationByWidth(t), onFine, 0.01);
        run.factBetween(
                "error on the document's grid by that on the finer",
                0.7 * FINER * FINER,
                1.4 * FINER * FINER,
                (onCoarse - exact.deviationByWidth(t)) / (onFine - exact.deviationByWidth(t)));

        double narrowest = root(coarse, 0.6 * Math.sqrt(t), 1.6 * Math.sqrt(t));
        run.factRelative("start width that ends narrowest, sqrt(t)", Math.sqrt(t), narrowest, 2e-3);
        plot(config, run, coarse, narrowest);
    }

    /// The standard deviation at the end and its derivative, of the width at the start.
    private static Fn1<Tensor, ValueAndGrad<Tensor>> deviation(Schroedinger.Config config, int finer) {
        Grid grid = DocumentChapter.grid(config, finer);
        var scheme = DipChapter.free(grid);
        return jit(valueAndGrad((Tensor s) -> {
            Complex start = FreeGaussian.start(grid.positions(), s, grid.spacing());
            Complex end = scheme.solve(start, 0, config.duration(), finer * config.steps());
            return Moments.of(end, grid).deviation();
        }));
    }

    private static double root(Fn1<Tensor, ValueAndGrad<Tensor>> deviation, double low, double high) {
        double a = low;
        double b = high;
        for (int i = 0; i < 30; i++) {
            double middle = (a + b) / 2;
            if (deviation.apply(Tensor.scalar(middle)).grad().item() < 0) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return (a + b) / 2;
    }

    private static void plot(
            Schroedinger.Config config, StudyRun run, Fn1<Tensor, ValueAndGrad<Tensor>> deviation, double narrowest) {
        double t = config.duration();
        double[] widths = IntStream.range(0, 13)
                .mapToDouble(i -> Math.sqrt(t) * Math.pow(2, (i - 6) / 4.0))
                .toArray();
        double[] ends = new double[widths.length];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = deviation.apply(Tensor.scalar(widths[i])).value().item();
        }
        run.plot(
                "narrowest",
                Plot.of("Which start ends narrowest?")
                        .x("width at the start")
                        .y("standard deviation at the end")
                        .scatter("computed", widths, ends)
                        .theory("exact", widths[0], widths[12], s -> new FreeGaussian(s).deviation(t))
                        .vertical(narrowest, "gradient 0"));
    }
}
