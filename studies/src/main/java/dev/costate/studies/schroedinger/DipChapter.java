package dev.costate.studies.schroedinger;

import static dev.costate.Costate.jit;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.numerics.pde.Boundary;
import dev.costate.numerics.pde.CrankNicolson;
import dev.costate.numerics.pde.Grid;
import dev.costate.numerics.pde.LinearEquation;

/// When the middle of the real part becomes a dip, and why.
final class DipChapter {

    private DipChapter() {}

    /// The library's scheme for a free particle between walls.
    static CrankNicolson<Complex> free(Grid grid) {
        Boundary<Complex> wall = Boundary.fixed(Complex.of(0, 0));
        return CrankNicolson.complex(grid, LinearEquation.schroedinger(Tensor.scalar(0)), wall, wall);
    }

    static void tell(Schroedinger.Config config, StudyRun run) {
        var exact = new FreeGaussian(config.width());
        if (exact.turning() > config.duration()) {
            return;
        }
        run.section("The dip");
        run.note("""
                A packet is made of waves of all lengths, and the short ones run ahead. So it holds short waves outside \
                and long ones in the middle: |psi| stays a bell, but the phase grows with x^2. The real part is |psi| \
                times the cosine of the phase. In the middle that is -atan(t)/2, and further out x^2 t / (2 (1 + t^2)) \
                more, which is nearer to 0, where the cosine is larger. At t = sqrt(3), when the middle has turned by 30 \
                degrees, this gain outweighs the fall of |psi|: the maximum becomes a minimum. The density, which knows \
                no phase, only gets lower and wider.""");
        double truth = exact.turning();
        var table = Table.of("points", "steps", "turning time", "error", "of the one before");
        double[] found = new double[4];
        double[] errors = new double[4];
        for (int k = 0; k < 4; k++) {
            int finer = 1 << k;
            found[k] = turning(config, finer);
            errors[k] = found[k] - truth;
            table = table.row(
                    finer * config.intervals() + 1,
                    finer * config.steps(),
                    found[k],
                    errors[k],
                    k == 0 ? "" : errors[k - 1] / errors[k]);
        }
        run.table("when the second difference of the real part in the middle is 0", table);
        run.figure("turning times", found);
        double order = Math.log(errors[2] / errors[3]) / Math.log(2);
        run.factBetween("order at which the turning time converges", 1.9, 2.1, order);
        double extrapolated = found[3] + (found[3] - found[2]) / 3;
        run.factRelative("turning time, extrapolated: sqrt(3) for width 1", truth, extrapolated, 2e-5);
        plot(config, run, exact);
    }

    /// The root of the second difference in the middle, as a function of time: the step in which it changes
    /// its sign is cut short.
    private static double turning(Schroedinger.Config config, int finer) {
        Grid grid = DocumentChapter.grid(config, finer);
        var scheme = free(grid);
        double dt = config.duration() / (finer * config.steps());
        int steps = finer * config.steps();
        Complex start = FreeGaussian.start(grid.positions(), Tensor.scalar(config.width()), grid.spacing());
        int last = (int) Math.min(steps, Math.ceil(1.5 * Math.sqrt(3) * config.width() * config.width() / dt));
        Complex states = jit((Complex u) ->
                        scheme.path(u, 0, last * dt, last, 1).states())
                .apply(start);
        int before = 0;
        while (before < last && curvature(states.get(before + 1)).item() < 0) {
            before++;
        }
        Complex u = states.get(before);
        double t = before * dt;
        Fn1<Tensor, Tensor> at = jit((Tensor part) -> curvature(scheme.step(u, Tensor.scalar(t), part)));
        double low = 0;
        double high = dt;
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            if (at.apply(Tensor.scalar(middle)).item() < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return t + low;
    }

    /// The second difference of the real part in the middle, positive at a minimum.
    private static Tensor curvature(Complex psi) {
        int middle = psi.shape().dim(0) / 2;
        Tensor re = psi.re();
        return re.get(middle - 1).add(re.get(middle + 1)).sub(re.get(middle).mul(2));
    }

    private static void plot(Schroedinger.Config config, StudyRun run, FreeGaussian exact) {
        double t = exact.turning();
        double shown = 4 * exact.deviation(2 * t);
        Grid grid = new Grid(-shown, shown, 401);
        double[] x = grid.positions().toDoubles();
        var plot = Plot.of("The real part becomes flat in the middle at t = √3, then dips")
                .subtitle("exact solution, width %s".formatted(NumberText.rounded(config.width(), 3)))
                .x("x")
                .y("real part");
        double[] parts = {0, 0.5, 1, 2, 4};
        String[] names = {"t = 0", "t = √3 / 2", "t = √3", "t = 2√3", "t = 4√3"};
        for (int i = 0; i < parts.length; i++) {
            plot = plot.line(
                    names[i], x, exact.at(grid.positions(), parts[i] * t).re().toDoubles());
        }
        run.plot("dip", plot);
    }
}
