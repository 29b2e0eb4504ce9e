package dev.costate.studies.magnetosphere;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.numerics.ode.Failure;
import dev.costate.numerics.ode.Solution;
import dev.costate.numerics.ode.Steps;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.Arrays;
import java.util.List;

/// The stiff equation with one conductivity everywhere, against its solution in closed form.
final class CorotationChapter {
    private static final double REACH = 23.28227;
    private static final double AT_REACH = 0.757872156;
    private static final double STIFFNESS = 376;
    private static final double TOLERANCE = 1e-11;

    /// A tolerance is one of a step, and of its end; between, dense output is of a lower order.
    private static final double ERROR = 1e-9;

    private static final int LAYER = 61;
    private static final int MOST_STEPS = 10_000;

    private CorotationChapter() {}

    static void tell(Dwarf dwarf, StudyRun run) {
        run.section("The stiff equation");
        double background = Conductivity.BACKGROUND;
        double stiffness = dwarf.pull() * background / Math.pow(Grid.FROM, 5);
        Corotation exact = new Corotation(dwarf.reach(background));
        run.fact("L = (K/4)^(1/4), in radii", REACH, exact.reach(), 5e-6);
        run.fact("K / 5^5, per radius", STIFFNESS, stiffness, 0.5);
        run.fact(
                "w(L) = sqrt(pi) erfcx(1)",
                AT_REACH,
                exact.at(Tensor.scalar(exact.reach())).item(),
                5e-10);

        // what w(5) = 1 adds to the exact solution dies out like exp(-376 (x - 5))
        double[] layer = Creation.linspace(DType.FLOAT64, 0, 0.03, LAYER).toDoubles();
        Tensor places = Tensor.of(layer).add(Grid.FROM);
        Tensor x = Creation.linspace(DType.FLOAT64, 5.2, Grid.TO, 2000);
        Solution<Tensor> solution = Integrator.Adaptive.of(dwarf, TOLERANCE)
                .problem()
                .everyStep(MOST_STEPS)
                .saveAt(Layout.concat(List.of(places, x), 0))
                .solve(
                        Tensor.of(new double[] {1}),
                        Grid.FROM,
                        Grid.TO,
                        Tensor.scalar(background).broadcastTo(2));
        run.fact("Radau IIA comes to the end, from w(5) = 1", Failure.NONE, solution.why());
        Tensor saved = solution.saved().squeeze(1);
        Tensor error = Layout.slice(saved, 0, LAYER, saved.dim(0)).sub(exact.at(x));
        run.factAtMost(
                "largest difference from the exact solution, x > 5.2",
                ERROR,
                error.abs().max().item());
        long steps = solution.statistics().accepted().itemLong();
        run.figure("its steps", steps);
        run.note("""
                The document begins with w(5) = 1, which is not on this solution: w falls onto it within 1/376 of a radius. \
                An explicit method is held to steps of that size as long as K x^-5 is large, an implicit one is not.""");
        run.plot(
                "corotation",
                PlotGrid.of(
                                "Plasma rotates along up to L, then lags behind",
                                2,
                                solution(exact, solution.steps(), (int) steps),
                                layer(exact, Layout.slice(saved, 0, 0, LAYER), layer, places))
                        .size(1000, 420));
        run.plot("corotation-error", error(x, error));
    }

    private static Plot solution(Corotation exact, Steps<Tensor> steps, int count) {
        int every = Math.max(1, count / 60);
        double[] shownX = every(Layout.slice(steps.t(), 0, 0, count).toDoubles(), every);
        double[] w = every(Layout.slice(steps.y(), 0, 0, count).squeeze(1).toDoubles(), every);
        double[] fine =
                Creation.linspace(DType.FLOAT64, Grid.FROM, Grid.TO, 400).toDoubles();
        return Plot.of("exact, and solved")
                .x("distance x = rho / R")
                .y("angular velocity w (share of the dwarf's)")
                .line(
                        "sqrt(pi) u erfcx(u)",
                        fine,
                        exact.at(Tensor.of(fine)).toDoubles(),
                        Style.solid().colour(Colour.BLUE))
                .scatter(
                        every == 1 ? "steps" : "every %dth step".formatted(every),
                        shownX,
                        w,
                        Style.points().colour(Colour.VERMILLION).size(5))
                .vertical(exact.reach(), "L = " + NumberText.rounded(exact.reach(), 4));
    }

    private static Plot layer(Corotation exact, Tensor solved, double[] layer, Tensor places) {
        return Plot.of("the layer behind w(5) = 1")
                .x("x - 5")
                .y("1 - w")
                .line("solved", layer, solved.rsub(1).toDoubles(), Style.solid().colour(Colour.VERMILLION))
                .line(
                        "exact, without the layer",
                        layer,
                        exact.at(places).rsub(1).toDoubles(),
                        Style.dashed().colour(Colour.BLUE));
    }

    private static Plot error(Tensor x, Tensor error) {
        return Plot.of("Difference of the solution from the closed form")
                .subtitle("Radau IIA of order 5, tolerance " + NumberText.exact(TOLERANCE))
                .x("distance x = rho / R")
                .y("|w - exact|")
                .logY()
                .rangeY(1e-16, 1e-9)
                .line(
                        "",
                        x.toDoubles(),
                        error.abs().maximum(1e-16).toDoubles(),
                        Style.solid().colour(Colour.VERMILLION).width(1));
    }

    private static double[] every(double[] values, int step) {
        double[] some = new double[(values.length + step - 1) / step];
        Arrays.setAll(some, i -> values[i * step]);
        return some;
    }
}
