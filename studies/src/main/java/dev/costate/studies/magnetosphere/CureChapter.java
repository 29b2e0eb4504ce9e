package dev.costate.studies.magnetosphere;

import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.ops.Creation;
import java.util.List;
import java.util.Optional;

/// The cure: the state that the loop looks for, by collocation, and how it is known to be one.
///
/// @param steady the solution
record CureChapter(Magnetosphere.Config config, Iteration document, Coupled coupled, Steady steady) {
    /// `solve_bvp` of SciPy 1.17 on the same equations and conditions, at a tolerance of 1e-7.
    private static final double[] SCIPY = {0.80184842, 7.04005257, 10.08406866, 9.15706359};

    private static final double SCIPY_PEAK = 9.0870929e-3;

    private static final double SAMPLED_FROM = 6;

    void tell(StudyRun run) {
        run.section("The cure");
        run.note("""
                S(j) increases, so it can be inverted: w and the current I give S, S gives j, and j is the slope of I. \
                Nothing is differentiated. Two conditions make it a boundary value problem: dw/dx = 0 at 5 R, j = %s \
                uA/m^2 at 100 R.""".formatted(NumberText.exact(config.outer())));
        run.fact("collocation converges", steady.solution().converged());
        run.factAtMost(
                "residual, relative", config.tolerance(), steady.solution().largestResidual());
        run.factAtMost("conditions", config.tolerance(), steady.solution().conditionResidual());
        run.figure(
                "points of the boundary value problem's mesh",
                steady.solution().curve().mesh().dim(0));
        run.figure("Newton steps", steady.solution().effort().steps());

        Tensor x = Creation.linspace(DType.FLOAT64, Grid.FROM, Grid.TO, 20_000);
        Tensor density = steady.density(x);
        if (config.outer() == 0) {
            Tensor current = steady.current(Tensor.of(10.0, 22.5, 40, 60));
            run.fact("current at 10, 22.5, 40, 60 R (MA), as SciPy's solve_bvp", SCIPY, current.toDoubles(), 2e-7);
            run.fact(
                    "its current density's peak (uA/m^2), as SciPy",
                    SCIPY_PEAK,
                    density.max().item(),
                    1e-9);
        }
        run.figure("peak of the current density (uA/m^2)", density.max().item());
        run.figure(
                "where it is, in radii",
                x.get((int) density.argMax().itemLong()).item());
        fixedPoint(run, x, density);
        repels(run);
        Tensor reach = steady.sensitivity(x);
        run.plot("cure", cure(x, density));
        run.plot("outer-condition", reach(x, reach));
    }

    /// The loop's own map leaves the solution where it is.
    private void fixedPoint(StudyRun run, Tensor x, Tensor density) {
        run.factAtMost(
                "slope of I against the j that S needs (uA/m^2)",
                1e-6,
                steady.densityOfSlope(x).sub(density).abs().max().item());
        Grid grid = document.grid();
        Tensor conductivity = steady.conductivity(grid.x());
        Tensor within = grid.x().gt(SAMPLED_FROM);
        Tensor w = new Integrator.Trapezoidal(document.dwarf()).corotation(grid, conductivity);
        run.factAtMost(
                "w of that S by the trapezoidal rule, x > 6: largest difference",
                1e-7,
                within.select(w.sub(steady.corotation(grid.x())), 0).abs().max().item());
        Pass once = new Iteration(document.dwarf(), grid, Optional.empty()).pass(conductivity, w);
        run.factAtMost(
                "one pass of the loop from it, unfiltered, x > 6: largest change of S (%)",
                0.01,
                within.select(once.next().sub(conductivity).mul(200).div(conductivity), 0)
                        .abs()
                        .max()
                        .item());
    }

    /// The fixed point is one that the loop runs away from.
    private void repels(StudyRun run) {
        Grid grid = document.grid();
        Tensor conductivity = steady.conductivity(grid.x());
        List<Pass> passes =
                document.passes(new Integrator.Trapezoidal(document.dwarf()), conductivity, config.passes() + 2);
        double first = Ripple.of(grid, passes.get(1).density());
        double last = Ripple.of(grid, passes.getLast().density());
        run.factAtLeast(
                "begun at the solution, the document's loop leaves it: noise of pass %d over that of pass 2"
                        .formatted(passes.size()),
                1e3,
                last / first);
    }

    private PlotGrid cure(Tensor x, Tensor density) {
        double[] at = x.toDoubles();
        Dwarf dwarf = document.dwarf();
        Tensor w = new Corotation(dwarf.reach(Conductivity.BACKGROUND)).at(x);
        Tensor current = w.rsub(1).div(x).mul(dwarf.currentScale() * Conductivity.BACKGROUND);
        Tensor first = vmap(CurrentChapter.exact(dwarf)).apply(x);
        return PlotGrid.of(
                        "The solution, and the document's first pass",
                        2,
                        panel("angular velocity", "w", at, steady.corotation(x), w),
                        panel("current", "I (MA)", at, steady.current(x), current),
                        panel("field-aligned current density", "j (uA / m^2)", at, density, first),
                        panel(
                                "conductivity",
                                "S (siemens)",
                                at,
                                steady.conductivity(x),
                                x.mul(0).add(Conductivity.BACKGROUND)))
                .subtitle("residual %s, %d points"
                        .formatted(
                                NumberText.rounded(steady.solution().largestResidual(), 2),
                                steady.solution().curve().mesh().dim(0)))
                .size(1000, 760);
    }

    private static Plot panel(String title, String label, double[] x, Tensor solved, Tensor first) {
        return Plot.of(title)
                .x("x = rho / R")
                .y(label)
                .line(
                        "boundary value problem",
                        x,
                        solved.toDoubles(),
                        Style.solid().colour(Colour.BLUE).width(1.8))
                .line("first pass", x, first.toDoubles(), Style.dashed().colour(Colour.GREY));
    }

    private Plot reach(Tensor x, Tensor reach) {
        return Plot.of("How far inwards the outer condition is felt")
                .subtitle("derivative of the current density by that at 100 R, by the implicit function theorem")
                .x("x = rho / R")
                .y("dj(x) / dj(100)")
                .rangeX(0, Grid.TO)
                .line(
                        "",
                        x.toDoubles(),
                        reach.toDoubles(),
                        Style.solid().colour(Colour.GREEN).width(1.8));
    }
}
