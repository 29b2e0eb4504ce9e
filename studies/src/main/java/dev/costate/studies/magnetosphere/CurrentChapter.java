package dev.costate.studies.magnetosphere;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import dev.costate.ops.Creation;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// The field-aligned current of the first pass: where it peaks and where it turns, by differentiating the
/// closed form.
final class CurrentChapter {
    private static final double PEAK = 4.560e-3;
    private static final double PEAK_AT = 23.755;
    private static final double ZERO_AT = 40.532;

    /// The facts' last digits.
    private static final double HALF_A_DIGIT = 5e-7;

    private CurrentChapter() {}

    /// `j(x)` of the exact solution, for all transformations.
    static Fn1<Tensor, Tensor> exact(Dwarf dwarf) {
        Corotation w = new Corotation(dwarf.reach(Conductivity.BACKGROUND));
        double scale = dwarf.currentScale() * Conductivity.BACKGROUND;
        Fn1<Tensor, Tensor> current = x -> w.at(x).rsub(1).div(x).mul(scale);
        return x -> grad(current).apply(x).mul(x.square()).mul(dwarf.densityScale());
    }

    static void tell(Iteration document, StudyRun run) {
        run.section("The first pass");
        Dwarf dwarf = document.dwarf();
        Fn1<Tensor, Tensor> j = exact(dwarf);
        var value = jit(j);
        var slope = jit(grad(j));
        double peak = root(x -> slope.apply(Tensor.scalar(x)).item(), 15, 35);
        double zero = root(x -> value.apply(Tensor.scalar(x)).item(), 30, 60);
        double top = value.apply(Tensor.scalar(peak)).item();
        run.fact("peak of the current density (uA/m^2)", PEAK, top, HALF_A_DIGIT);
        run.fact("where it is, in radii", PEAK_AT, peak, 5e-4);
        run.fact("where the current turns, in radii", ZERO_AT, zero, 5e-4);

        Pass first = new Iteration(dwarf, document.grid(), Optional.empty())
                .passes(new Integrator.Trapezoidal(dwarf), 1)
                .getFirst();
        Tensor x = document.grid().x();
        Tensor within = x.gt(6).and(x.lt(Grid.TO - 1));
        Tensor exact = vmap(j).apply(x);
        run.factAtMost(
                "the document's differences: largest error, 6 to 99 R (uA/m^2)",
                1e-8,
                within.select(first.raw().sub(exact), 0).abs().max().item());
        run.fact(
                "at x = 5: 8 S Omega B, of the layer alone",
                8 * Conductivity.BACKGROUND * dwarf.rotation() * dwarf.field() * 1e6,
                first.raw().get(0).item(),
                // a one-sided difference, of what falls by 376 times itself a radius
                0.03 * 0.6 * document.grid().step() * 376);
        run.note("""
                At the inner end, where w(5) = 1 makes a layer, the current density is %s times the peak; the filter takes it \
                down to a bump.""".formatted(NumberText.rounded(first.raw().get(0).item() / top, 2)));
        run.plot("first-pass", plot(j, peak, top, zero));
    }

    private static Plot plot(Fn1<Tensor, Tensor> j, double peak, double top, double zero) {
        double[] x = Creation.linspace(DType.FLOAT64, Grid.FROM, Grid.TO, 600).toDoubles();
        return Plot.of("Field-aligned current of the first pass")
                .subtitle("one conductivity, %s S: the closed form, differentiated"
                        .formatted(NumberText.exact(Conductivity.BACKGROUND)))
                .x("distance x = rho / R")
                .y("j (uA / m^2)")
                .line(
                        "",
                        x,
                        vmap(j).apply(Tensor.of(x)).toDoubles(),
                        Style.solid().colour(Colour.BLUE).width(2))
                .horizontal(0, "")
                .rangeY(-0.012, 0.007)
                .mark(peak, top, "")
                .text(
                        peak + 3,
                        top + 8e-4,
                        "peak %s at %s R".formatted(NumberText.rounded(top, 4), NumberText.rounded(peak, 5)))
                .mark(zero, 0, "zero at %s R".formatted(NumberText.rounded(zero, 5)));
    }

    /// A root between two places of different sign, by bisection.
    private static double root(DoubleUnaryOperator f, double from, double to) {
        double low = from;
        double high = to;
        boolean rises = f.applyAsDouble(low) < 0;
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (f.applyAsDouble(middle) < 0 == rises) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
