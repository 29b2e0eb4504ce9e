package dev.costate.studies.polynomialfeatures;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.nn.optim.Optimisers;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Four ways to the least-squares solution.
final class CureChapter {
    /// scikit-learn's coefficients as the document prints them; its intercept, which it does not print, is that of
    /// `numpy.linalg.lstsq`.
    private static final double[] LEAST_SQUARES = {-6.11973959, 8.48492679, -1.62853134};

    private static final double HALF_A_DIGIT = 5e-9;
    private static final double NEAR = 0.01;
    private static final int EARLY = 12;

    /// Below this share of the least error a difference of errors is rounding.
    private static final double LEAST_SHOWN = 1e-14;

    private final PolynomialFeatures.Config config;
    private final Points points;
    private final Regression regression;
    private final Tensor solution;
    private final double least;
    private final List<Cure> cures;

    CureChapter(PolynomialFeatures.Config config, Points points, Regression regression) {
        this.config = config;
        this.points = points;
        this.regression = regression;
        solution = regression.leastSquares(Spectrum.of(regression.hessian()));
        least = regression.error(solution).item();
        cures = List.of(
                Cure.smallerRate(regression, config.cureSteps()),
                Cure.momentum(regression, config.cureSteps()),
                Cure.standardised(regression, config.cureSteps()),
                Cure.newton(regression));
    }

    void tell(StudyRun run) {
        run.section("Four cures");
        if (config.isTheDocuments()) {
            run.fact("least squares, as printed", LEAST_SQUARES, solution.toDoubles(), HALF_A_DIGIT);
        }
        var columns = new ArrayList<>(List.of("cure", "steps", "until within 1 %"));
        IntStream.range(0, regression.size()).mapToObj(i -> "x^" + i).forEach(columns::add);
        var table = Table.of(columns.toArray(String[]::new));
        for (var cure : cures) {
            var row = new ArrayList<Object>(List.of(cure.name(), cure.descent().steps(), until(cure)));
            Arrays.stream(cure.last()).forEach(row::add);
            table = table.row(row.toArray());
        }
        run.table("coefficients at the end", table);
        for (var cure : cures) {
            run.fact(cure.name() + ": distance left", 0, cure.distance(), cure.bound());
        }
        run.note("""
                Each bound is what theory leaves of the way after so many steps, and what rounding adds. A smaller rate \
                converges as slowly as the condition number is large, momentum as slowly as its root; standardised \
                features make it small; and a quadratic needs no steps at all.""");
        run.plot("cures", errors());
        run.plot("coefficients", coefficients());
        run.plot("fits", fits());
    }

    private String until(Cure cure) {
        int steps = cure.stepsUntil(least, NEAR);
        return steps < 0 ? "never" : Integer.toString(steps);
    }

    // ---- pictures ----------------------------------------------------------------------------------------------

    private Plot errors() {
        var plot = Plot.of("How far the error is above the least")
                .subtitle("from theta = 1, each in its own coordinates; least mean squared error "
                        + NumberText.rounded(least, 6))
                .x("step + 1")
                .y("(E - E_least) / E_least")
                .logX()
                .logY()
                .rangeY(LEAST_SHOWN, Double.NaN);
        for (var cure : cures) {
            double[] above = Arrays.stream(cure.descent().error().toDoubles())
                    .map(e -> Math.max((e - least) / least, LEAST_SHOWN))
                    .toArray();
            double[] from1 =
                    IntStream.rangeClosed(1, above.length).asDoubleStream().toArray();
            plot = plot.line(cure.name(), from1, above);
        }
        return plot.horizontal(NEAR, "1 %");
    }

    private PlotGrid coefficients() {
        var panels = new ArrayList<Plot>();
        double[] goal = solution.toDoubles();
        for (int i = 0; i < goal.length; i++) {
            var panel = Plot.of("of x^" + i).x("step + 1").y("coefficient").logX();
            for (var cure : cures) {
                double[] path = cure.theta().get(":, " + i).toDoubles();
                double[] from1 =
                        IntStream.rangeClosed(1, path.length).asDoubleStream().toArray();
                panel = panel.line(cure.name(), from1, path);
            }
            panels.add(panel.horizontal(goal[i], ""));
        }
        return PlotGrid.of("The coefficients on their way", goal.length, panels).subtitle("dashed: least squares");
    }

    private Plot fits() {
        double[] x = points.x().toDoubles();
        double[] y = points.y().toDoubles();
        double low = Arrays.stream(x).min().orElseThrow();
        double high = Arrays.stream(x).max().orElseThrow();
        Tensor across = Creation.linspace(DType.FLOAT64, low, high, 200);
        Tensor powers = Points.powers(across, config.degree());
        double lowest = Arrays.stream(y).min().orElseThrow();
        double highest = Arrays.stream(y).max().orElseThrow();
        double room = 0.1 * (highest - lowest);
        return Plot.of("The curve of least error")
                .subtitle("the points come from a cubic, so that a parabola misses them however it is found")
                .x("x")
                .y("y")
                .rangeY(lowest - room, highest + room)
                .scatter("points", x, y, Style.points().colour(Colour.BLACK).size(5))
                .line(
                        "the cubic they come from",
                        across.toDoubles(),
                        Points.cubic(across).sub(3).toDoubles(),
                        Style.dashed().colour(Colour.GREY))
                .line(
                        "least squares, degree " + config.degree(),
                        across.toDoubles(),
                        powers.matmul(solution).toDoubles())
                .line(
                        "after %d steps at rate ".formatted(EARLY) + NumberText.exact(config.rate()),
                        across.toDoubles(),
                        powers.matmul(early()).toDoubles());
    }

    /// The document's coefficients after a few steps, whose curve is still on the page.
    private Tensor early() {
        return Descent.of(regression, Optimisers.sgd(config.rate()), EARLY).last();
    }
}
