package dev.costate.studies.adjoint;

import dev.costate.Tree;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.random.LegacyNumPy;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How gradients depend on the depth of the network when the controls stay the same functions of time.
final class DepthCheck {
    private static final int[] DEPTHS = {20, 40, 80, 160, 320, 640, 1280};
    private static final int[] SHOWN = {20, 80, 320, 1280};
    /// Euler's method is of first order, so that the finest two grids still differ a little.
    private static final double DISCRETISATION = 0.02;

    private final ControlProblem problem;
    private final SmoothControls controls;

    DepthCheck(ControlProblem problem, long seed) {
        this.problem = problem;
        controls = SmoothControls.draw(new LegacyNumPy(seed), problem.dimension(), 0.5);
    }

    void report(StudyRun run) {
        run.section("Depth: the Euclidean gradient fades, the one in function space does not");
        double[] euclidean = Arrays.stream(DEPTHS)
                .mapToDouble(depth -> Tree.norm(gradient(depth)).item())
                .toArray();
        double[] inFunctionSpace = Arrays.stream(DEPTHS)
                .mapToDouble(depth -> FunctionSpace.norm(at(depth), FunctionSpace.gradient(at(depth), gradient(depth))))
                .toArray();
        Table table = Table.of("steps", "|dJ/du|, Euclidean", "in function space");
        for (int i = 0; i < DEPTHS.length; i += 2) {
            table = table.row(DEPTHS[i], euclidean[i], inFunctionSpace[i]);
        }
        run.table("norm of the gradient, same smooth controls on finer grids", table);
        int last = DEPTHS.length - 1;
        run.fact("Euclidean norm ~ dt^p, p", 0.5, exponent(euclidean, last), DISCRETISATION);
        run.fact("function-space norm ~ dt^p, p", 0, exponent(inFunctionSpace, last), DISCRETISATION);
        run.note(
                "Divided by dt the gradient is that of a function of time, and its norm has a limit. So a step size that"
                        + " suits a shallow net must grow like 1/dt for a deep one, if the step follows the Euclidean gradient;"
                        + " the rates below are in function space.");
        run.plot("depth", plot(euclidean, inFunctionSpace));
    }

    private ControlProblem at(int depth) {
        return problem.lasting(1, depth + 1);
    }

    private Controls gradient(int depth) {
        return HandGradient.of(at(depth), controls.on(at(depth))).grad();
    }

    /// `p` of `norm ~ dt^p`, from the two finest grids.
    private static double exponent(double[] norms, int last) {
        return Math.log(norms[last - 1] / norms[last]) / Math.log(DEPTHS[last] / (double) DEPTHS[last - 1]);
    }

    private PlotGrid plot(double[] euclidean, double[] inFunctionSpace) {
        Plot perStep = Plot.of("dJ/dV at each step").x("time").y("norm").logY();
        Plot perTime = Plot.of("the same / dt").x("time").y("norm").rangeY(0, Double.NaN);
        for (int depth : SHOWN) {
            ControlProblem grid = at(depth);
            double[] times =
                    IntStream.range(0, depth).mapToDouble(k -> k * grid.dt()).toArray();
            Controls gradient = gradient(depth);
            perStep = perStep.line(depth + " steps", times, gradient.weightNorms());
            perTime = perTime.line(
                    depth + " steps",
                    times,
                    FunctionSpace.gradient(grid, gradient).weightNorms());
        }
        double[] depths = Arrays.stream(DEPTHS).asDoubleStream().toArray();
        Plot norms = Plot.of("norm over all steps")
                .x("steps")
                .y("norm")
                .logX()
                .logY()
                .line("Euclidean", depths, euclidean, Style.linePoints())
                .line("in function space", depths, inFunctionSpace, Style.linePoints());
        return PlotGrid.of("One gradient on finer and finer grids", 3, perStep, perTime, norms)
                .subtitle("the same smooth V(t), b(t) on each; "
                        + problem.nonlinearity().label())
                .size(1080, 340);
    }
}
