package dev.costate.studies.magnetosphere;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The document's loop: smooth for two or three passes, then noise.
///
/// @param noisy its passes with an integrator of `odeint`'s tolerance
/// @param exact with one whose noise is rounding
record NoiseChapter(Magnetosphere.Config config, Iteration document, List<Pass> noisy, List<Pass> exact) {
    /// Peaks of the first passes with NumPy 2.4 and SciPy 1.17, the trapezoidal rule, between 6 and 99 radii.
    private static final double[] SCIPY = {4.559934e-3, 7.434194e-3, 9.182104e-3};

    /// Of the first pass, in microamperes per square metre.
    private static final double PEAK = 4.56e-3;

    private static final int SHOWN = 4000;

    void tell(StudyRun run, Steady steady) {
        run.section("The loop");
        Table table = Table.of(
                "pass",
                "noise, odeint's tolerance",
                "times",
                "noise, rounding only",
                "times",
                "peak (uA/m^2)",
                "diff (%)");
        double[] noise = noisy.stream().mapToDouble(this::ripple).toArray();
        double[] least = exact.stream().mapToDouble(this::ripple).toArray();
        for (int i = 0; i < noise.length; i++) {
            table = table.row(
                    i + 1,
                    noise[i],
                    i == 0 ? "" : NumberText.rounded(noise[i] / noise[i - 1], 3),
                    least[i],
                    i == 0 ? "" : NumberText.rounded(least[i] / least[i - 1], 3),
                    peak(exact.get(i)),
                    noisy.get(i).change());
        }
        run.table("noise of the current density (uA/m^2)", table);
        if (config.isTheDocuments()) {
            double[] peaks = exact.stream().limit(3).mapToDouble(this::peak).toArray();
            run.fact("peaks of passes 1 to 3, as NumPy and SciPy", SCIPY, peaks, 1e-8);
            run.factAtMost("noise of pass 2 over the peak: smooth", 1e-3, noise[1] / PEAK);
            run.factAtLeast("noise of the last pass over the peak", 10, noise[noise.length - 1] / PEAK);
            run.factBetween("noise of pass 4 over that of pass 3", 50, 500, noise[3] / noise[2]);
            run.factAtMost("noise of pass 4 with the better integrator, over the peak", 1e-3, least[3] / PEAK);
        }
        run.note("""
                As the document says: the first passes are smooth, at five there is nothing but noise. It begins where the \
                integrator's steps join, for there w has kinks. One whose only noise is rounding buys two passes. diff does not fall either; it is decided at the ends, where \
                the filter makes a jump.""");
        run.plot("passes", passes(steady));
    }

    private double ripple(Pass pass) {
        return Ripple.of(document.grid(), pass.density());
    }

    private double peak(Pass pass) {
        Tensor x = document.grid().x();
        return x.gt(6).and(x.lt(99)).select(pass.density(), 0).max().item();
    }

    private PlotGrid passes(Steady steady) {
        List<Plot> panels = new ArrayList<>();
        double[] x = thinned(document.grid().x());
        for (int i = 0; i < noisy.size(); i++) {
            panels.add(panel("pass " + (i + 1))
                    .line(
                            "",
                            x,
                            thinned(noisy.get(i).density()),
                            Style.solid().colour(Colour.VERMILLION).width(0.8)));
        }
        Tensor at = Tensor.of(x).clamp(Grid.FROM, Grid.TO);
        panels.add(panel("the boundary value problem")
                .line(
                        "",
                        x,
                        steady.density(at).toDoubles(),
                        Style.solid().colour(Colour.BLUE).width(1.6)));
        return PlotGrid.of("Current density, pass by pass", 3, panels)
                .subtitle("convolve(gaussian(%d, %s), 'same') in each pass; all on one scale"
                        .formatted(config.width(), NumberText.exact(config.deviation())))
                .size(1080, 640);
    }

    private static Plot panel(String title) {
        return Plot.of(title)
                .x("x = rho / R")
                .y("j (uA / m^2)")
                .rangeX(0, Grid.TO)
                .rangeY(-0.02, 0.02);
    }

    /// Every so many values, so that a picture has some thousand.
    private double[] thinned(Tensor values) {
        double[] all = values.toDoubles();
        int every = Math.max(1, all.length / SHOWN);
        double[] some = new double[(all.length + every - 1) / every];
        Arrays.setAll(some, i -> all[i * every]);
        return some;
    }
}
