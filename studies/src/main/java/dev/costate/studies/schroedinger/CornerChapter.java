package dev.costate.studies.schroedinger;

import static dev.costate.Costate.jit;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.numerics.pde.Grid;
import java.util.Arrays;

/// The slip in the document that nobody sees.
final class CornerChapter {
    /// How much smaller the box is in which the wave comes to the wall.
    private static final int SMALLER = 5;

    private CornerChapter() {}

    static void tell(Schroedinger.Config config, StudyRun run) {
        run.section("The corner that nobody sees");
        run.note("""
                The lower corner of Ar is 1 - 2 beta; by the other three it should be 1 - beta. It has no effect at all, \
                since the document sets both ends to 0 before it multiplies: the corner is only ever a factor of that 0. \
                Were the ends not cleared, it would still be a matter of the density there, which has hardly arrived by \
                then.""");
        Grid grid = DocumentChapter.grid(config, 1);
        Complex asIs = end(config, grid, true, true);
        double cleared = largest(asIs.sub(end(config, grid, false, true)));
        run.fact("difference that the corner makes, ends cleared", 0, cleared, 0);
        double open = largest(end(config, grid, true, false).sub(end(config, grid, false, false)));
        double density = new FreeGaussian(config.width()).density(config.halfWidth(), config.duration());
        run.table(
                "at the lower end",
                Table.of("", "value")
                        .row("density, exact", density)
                        .row("density, computed", asIs.absSquared().get(-1).item())
                        .row("what the corner changes, ends cleared", cleared)
                        .row("what it changes, ends not cleared", open));
        if (config.isDocument()) {
            run.factRelative("exact density at the end of the grid, t = 20", 4e-13, density, 0.1);
            run.factAtMost("largest difference, ends not cleared", 1e-5, open);
        }
        smallBox(config, run);
    }

    private static void smallBox(Schroedinger.Config config, StudyRun run) {
        int intervals = Math.max(4, config.intervals() / SMALLER / 2 * 2);
        double half = config.halfWidth() * intervals / config.intervals();
        run.note("""
                In a box of half-width %s, where the wave comes to the wall before the end, the ends matter. With the right \
                corner and nothing cleared both matrices belong to one Hermitian operator, and the norm stays. The wrong \
                corner breaks that. Clearing the ends takes out at each step what has come there, so that the norm \
                decays; the library's fixed ends keep it.""".formatted(NumberText.rounded(half, 3)));
        Grid grid = new Grid(-half, half, intervals + 1);
        double right = norm(end(config, grid, false, false), grid);
        double slip = norm(end(config, grid, true, false), grid);
        double document = norm(end(config, grid, true, true), grid);
        var free = DipChapter.free(grid);
        Complex start = start(config, grid);
        Complex fixed = jit((Complex u) -> free.solve(u, 0, config.duration(), config.steps()))
                .apply(start.mul(inside(grid)));
        run.table(
                "norm at the end, in the small box",
                Table.of("ends", "norm")
                        .row("right corner, not cleared", right)
                        .row("wrong corner, not cleared", slip)
                        .row("cleared, as the document has it", document)
                        .row("held at 0, the library's", norm(fixed, grid)));
        if (config.isDocument()) {
            run.fact("norm, right corner", 1, right, 1e-12);
            run.fact("norm, ends held at 0", 1, norm(fixed, grid), 1e-12);
            run.factAtLeast("how far the wrong corner takes the norm from 1", 1e-3, Math.abs(slip - 1));
            run.factAtMost("norm, ends cleared", 0.99, document);
        }
    }

    private static Tensor inside(Grid grid) {
        double[] all = new double[grid.points()];
        Arrays.fill(all, 1, all.length - 1, 1);
        return Tensor.of(all);
    }

    private static Complex start(Schroedinger.Config config, Grid grid) {
        return FreeGaussian.start(grid.positions(), Tensor.scalar(config.width()), grid.spacing());
    }

    private static Complex end(Schroedinger.Config config, Grid grid, boolean hasSlip, boolean clears) {
        var scheme = new DocumentScheme(grid, config.duration() / config.steps(), hasSlip, clears);
        return jit((Complex u) -> scheme.end(u, config.steps())).apply(start(config, grid));
    }

    private static double norm(Complex psi, Grid grid) {
        return grid.sum(psi.absSquared()).item();
    }

    private static double largest(Complex difference) {
        return difference.abs().max().item();
    }
}
