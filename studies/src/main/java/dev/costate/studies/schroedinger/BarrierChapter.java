package dev.costate.studies.schroedinger;

import static dev.costate.Costate.jit;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.movie.Movie;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import dev.costate.numerics.pde.Boundary;
import dev.costate.numerics.pde.CrankNicolson;
import dev.costate.numerics.pde.Grid;
import dev.costate.numerics.pde.LinearEquation;
import java.util.Arrays;

/// A packet runs into a barrier higher than its energy, and a part of it tunnels.
final class BarrierChapter {
    private BarrierChapter() {}

    /// A computed collision.
    ///
    /// @param grid the points
    /// @param duration its time
    /// @param states the wave function, `[frames + 1, n]`
    private record Collision(Grid grid, double duration, Complex states) {
        double share(double from, double to) {
            double[] x = grid.positions().toDoubles();
            double[] inside =
                    Arrays.stream(x).map(p -> p > from && p <= to ? 1 : 0).toArray();
            return grid.sum(states.get(-1).absSquared().mul(Tensor.of(inside))).item();
        }
    }

    static void tell(Schroedinger.Config config, StudyRun run) {
        Barrier barrier = config.barrier();
        run.section("A barrier");
        run.note("""
                A packet of momentum %s, energy %s, runs into a barrier of height %s and thickness %s. Classically nothing \
                of that energy passes. Of a wave of wave number q the share 1 / (1 + V^2 sinh^2(kappa d) / (4 E (V - E))) \
                does; the packet's share is the mean over its momenta.""".formatted(
                        rounded(barrier.momentum()),
                        rounded(barrier.momentum() * barrier.momentum() / 2),
                        rounded(barrier.height()),
                        rounded(barrier.thickness())));
        Collision fine = collide(barrier, 1, config.frames());
        Collision coarse = collide(barrier, 2, config.frames());
        double exact = barrier.average(barrier::transmission);
        double d = barrier.thickness();
        double far = Double.POSITIVE_INFINITY;
        double passed = fine.share(d, far);
        double passedCoarse = coarse.share(d, far);
        double extrapolated = passed + (passed - passedCoarse) / 3;
        double classical = barrier.average(q -> q * q / 2 > barrier.height() ? 1 : 0);
        run.table(
                "share that passes",
                Table.of("", "share")
                        .row("exact, mean over the momenta", exact)
                        .row("computed", passed)
                        .row("with twice the distance and step", passedCoarse)
                        .row("extrapolated", extrapolated)
                        .row("of the mean momentum alone", barrier.transmission(barrier.momentum()))
                        .row("classically", classical));
        // the rounding of a step, all of one sign
        double rounding = 4e-15 * barrier.duration() / barrier.step();
        run.fact("norm at the end", 1, fine.share(-far, far), rounding);
        run.factRelative("share that passes", exact, passed, 2e-3);
        run.factRelative("the same, extrapolated from two grids", exact, extrapolated, 2e-4);
        run.factAtMost("left in the barrier at the end", 1e-6, fine.share(0, d));
        run.figure("transmission", passed);
        plots(config, run, fine);
    }

    private static String rounded(double x) {
        return NumberText.rounded(x, 4);
    }

    private static Collision collide(Barrier barrier, int coarser, int frames) {
        double reach = 20 * barrier.width();
        double dx = coarser * barrier.spacing();
        // 0 is a point, and the ends are the same for both grids
        int half = (int) Math.ceil(reach / (2 * barrier.spacing())) * 2 / coarser;
        Grid grid = new Grid(-half * dx, half * dx, 2 * half + 1);
        double duration = barrier.duration();
        int every = (int) Math.ceil(duration / (coarser * barrier.step() * frames));
        Boundary<Complex> wall = Boundary.fixed(Complex.of(0, 0));
        var scheme = CrankNicolson.complex(
                grid, LinearEquation.schroedinger(Tensor.of(potential(barrier, grid))), wall, wall);
        Complex states = jit((Complex u) ->
                        scheme.path(u, 0, duration, every * frames, every).states())
                .apply(packet(barrier, grid));
        return new Collision(grid, duration, states);
    }

    /// The height times the part of each point's cell that is in the barrier, which makes the edges exact to
    /// second order wherever they are.
    private static double[] potential(Barrier barrier, Grid grid) {
        double dx = grid.spacing();
        return Arrays.stream(grid.positions().toDoubles())
                .map(x -> {
                    double from = Math.max(x - dx / 2, 0);
                    double to = Math.min(x + dx / 2, barrier.thickness());
                    return barrier.height() * Math.max(0, to - from) / dx;
                })
                .toArray();
    }

    private static Complex packet(Barrier barrier, Grid grid) {
        Tensor x = grid.positions().sub(barrier.start());
        Complex bell = FreeGaussian.start(x, Tensor.scalar(barrier.width()), grid.spacing());
        Tensor phase = grid.positions().mul(barrier.momentum());
        return bell.mul(new Complex(phase.cos(), phase.sin()));
    }

    private static void plots(Schroedinger.Config config, StudyRun run, Collision collision) {
        Barrier barrier = config.barrier();
        double[] x = collision.grid().positions().toDoubles();
        double shown = 12 * barrier.width();
        double tallest = 1.1 / (barrier.width() * Math.sqrt(Math.PI));
        var plot = Plot.of("A packet at a barrier: most comes back, a part tunnels")
                .x("x")
                .y("density")
                .rangeX(-shown, shown);
        int frames = config.frames();
        int[] at = {0, (int) Math.round(frames * 0.44), frames};
        String[] names = {"at the start", "in collision", "at the end"};
        for (int i = 0; i < at.length; i++) {
            plot = plot.line(
                    names[i], x, collision.states().get(at[i]).absSquared().toDoubles());
        }
        run.plot("barrier", plot.vertical(barrier.thickness() / 2, "barrier"));
        run.movie(
                "tunnelling",
                Movie.of(frames + 1, f -> frame(barrier, collision, x, f * collision.duration() / frames, f, tallest))
                        .perSecond(15)
                        .scale(1));
    }

    private static Plot frame(Barrier barrier, Collision collision, double[] x, double t, int f, double tallest) {
        Complex psi = collision.states().get(f);
        double shown = 12 * barrier.width();
        double d = barrier.thickness();
        double energy = barrier.momentum() * barrier.momentum() / 2;
        double perEnergy = 1.2 * tallest / barrier.height();
        double[] edges = {-shown, 0, 0, d, d, shown};
        double top = barrier.height() * perEnergy;
        double[] heights = {0, 0, top, top, 0, 0};
        // the real part rides on the packet's energy
        double level = energy * perEnergy;
        double[] wave = psi.re().mul(0.5 * tallest).add(level).toDoubles();
        return Plot.of("Tunnelling, t = %.1f".formatted(t))
                .x("x")
                .y("density")
                .size(720, 420)
                .rangeX(-shown, shown)
                .rangeY(-0.05 * tallest, 2.2 * tallest)
                .line(
                        "barrier",
                        edges,
                        heights,
                        Style.solid().colour(Colour.GREY).width(2))
                .line("real part, about the mean energy", x, wave, Style.solid().colour(Colour.SKY))
                .line(
                        "density",
                        x,
                        psi.absSquared().toDoubles(),
                        Style.solid().colour(Colour.BLACK).width(2));
    }
}
