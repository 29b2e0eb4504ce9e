package dev.costate.studies.polynomialfeatures;

import static dev.costate.Costate.hessian;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The spectrum of the Hessian, and the limit that it puts on the rate.
final class SpectrumChapter {
    private static final double DOCUMENTS_LIMIT = 0.00991642;
    private static final int MOST_DEGREES = 4;
    private static final int CURVE_POINTS = 400;
    private static final int SHOWN_STEPS = 250;
    private static final double LEAST_SHOWN = 1e-10;

    private final PolynomialFeatures.Config config;
    private final Points points;
    private final Regression regression;
    private final Spectrum spectrum;
    private final Tensor solution;

    SpectrumChapter(PolynomialFeatures.Config config, Points points, Regression regression) {
        this.config = config;
        this.points = points;
        this.regression = regression;
        spectrum = Spectrum.of(regression.hessian());
        solution = regression.leastSquares(spectrum);
    }

    void tell(StudyRun run, Descent descent) {
        run.section("The spectrum of the Hessian");
        Tensor byFormula = regression.hessian();
        Tensor byAutodiff = hessian(regression::error).apply(regression.ones());
        run.fact(
                "Hessian by autodiff = 2/m X^T X",
                byFormula.toDoubles(),
                byAutodiff.toDoubles(),
                1e-13 * spectrum.greatest());
        double limit = 2 / spectrum.greatest();
        if (config.isTheDocuments()) {
            run.fact("limit of the rate, 2 / lambda_max", DOCUMENTS_LIMIT, limit, 5e-9);
        }
        run.table("a step multiplies the error along each eigenvector", factors());
        run.note("At rate %s the limit is %s."
                .formatted(
                        NumberText.exact(config.rate()), config.rate() > limit ? "exceeded: the error grows" : "kept"));
        components(run, descent);
        run.table("the limit by the highest power", byDegree());
        run.note("""
                Without the powers the rate %s is safe by far, which is why the code worked before: each power makes a \
                column whose mean square is larger.""".formatted(NumberText.exact(config.rate())));
        run.plot(
                "spectrum",
                PlotGrid.of("The Hessian and the rate", 2, spectrumPanel(), componentsPanel(descent))
                        .subtitle("rings: the eigenvalues; the limit of the rate is 2 / lambda_max = "
                                + NumberText.rounded(limit, 6))
                        .size(960, 420));
    }

    private Table factors() {
        var table = Table.of("lambda", "1 - rate lambda", "its size", "");
        for (double lambda : spectrum.values().toDoubles()) {
            double factor = 1 - config.rate() * lambda;
            table = table.row(lambda, factor, Math.abs(factor), Math.abs(factor) < 1 ? "shrinks" : "grows");
        }
        return table;
    }

    private void components(StudyRun run, Descent descent) {
        double[] last = components(descent, config.steps());
        double[] theory = theory(components(descent, 0), config.steps());
        double size = Arrays.stream(theory).map(Math::abs).max().orElseThrow();
        if (!Double.isFinite(size)) {
            run.note("After %d steps the coefficients are beyond the range of numbers.".formatted(config.steps()));
            return;
        }
        // a rounding error a step, each multiplied on as the component itself is
        double tolerance =
                1e-15 * config.steps() * Math.max(size, solution.norm().item());
        run.fact("error along each eigenvector after %d steps".formatted(config.steps()), theory, last, tolerance);
    }

    /// The components of `theta - theta*` along the eigenvectors after `step` steps.
    private double[] components(Descent descent, int step) {
        return spectrum.components(descent.theta().get(step).sub(solution)).toDoubles();
    }

    /// The same in theory: each is its first value times the power of its factor.
    private double[] theory(double[] first, int step) {
        double[] lambda = spectrum.values().toDoubles();
        return IntStream.range(0, first.length)
                .mapToDouble(i -> first[i] * Math.pow(1 - config.rate() * lambda[i], step))
                .toArray();
    }

    private Table byDegree() {
        var table = Table.of("features", "lambda_min", "lambda_max", "2 / lambda_max", "at rate " + config.rate());
        for (int degree = 1; degree <= MOST_DEGREES; degree++) {
            var of = Spectrum.of(Regression.of(points, degree).hessian());
            double limit = 2 / of.greatest();
            table = table.row(
                    degree == 1 ? "1, x" : "1, ..., x^" + degree,
                    of.least(),
                    of.greatest(),
                    limit,
                    config.rate() < limit ? "converges" : "diverges");
        }
        return table;
    }

    private Plot spectrumPanel() {
        double[] values = spectrum.values().toDoubles();
        double most = Math.max(spectrum.greatest(), 2 / config.rate());
        double[] across = IntStream.rangeClosed(0, CURVE_POINTS)
                .mapToDouble(i -> values[0] / 2 * Math.pow(6 * most / values[0], i / (double) CURVE_POINTS))
                .toArray();
        double safe = 1 / spectrum.greatest();
        return Plot.of("what a step does along each eigenvector")
                .x("eigenvalue")
                .y("|1 - rate x eigenvalue|")
                .logX()
                .rangeX(across[0], across[across.length - 1])
                .rangeY(0, 1.5)
                .line("rate " + NumberText.exact(config.rate()), across, factors(across, config.rate()))
                .scatter("", values, factors(values, config.rate()), rings(Colour.BLUE))
                .line("rate 1 / lambda_max", across, factors(across, safe))
                .scatter("", values, factors(values, safe), rings(Colour.VERMILLION))
                .horizontal(1, "above: the error grows")
                .vertical(2 / config.rate(), "2 / rate");
    }

    private Plot componentsPanel(Descent descent) {
        double[] lambda = spectrum.values().toDoubles();
        int[] steps = IntStream.rangeClosed(0, SHOWN_STEPS)
                .map(i -> (int) ((long) i * config.steps() / SHOWN_STEPS))
                .distinct()
                .toArray();
        double[] first = components(descent, 0);
        var measured = new double[steps.length][];
        var theory = new double[steps.length][];
        for (int k = 0; k < steps.length; k++) {
            measured[k] = components(descent, steps[k]);
            theory[k] = theory(first, steps[k]);
        }
        double[] x = Arrays.stream(steps).asDoubleStream().toArray();
        var plot = Plot.of("theta - theta* along each: measured, and in theory (dashed)")
                .x("step")
                .y("size")
                .logY()
                .rangeY(LEAST_SHOWN, Double.NaN);
        for (int i = lambda.length - 1; i >= 0; i--) {
            int which = i;
            var colour = Colour.series(2 + i);
            double[] sizes =
                    Arrays.stream(measured).mapToDouble(c -> Math.abs(c[which])).toArray();
            double[] sizesInTheory =
                    Arrays.stream(theory).mapToDouble(c -> Math.abs(c[which])).toArray();
            plot = plot.line(
                            "lambda = " + NumberText.rounded(lambda[i], 4),
                            x,
                            sizes,
                            Style.solid().colour(colour))
                    .line(
                            "",
                            x,
                            sizesInTheory,
                            Style.dashed().colour(Colour.BLACK).width(1));
        }
        return plot;
    }

    private static Style rings(Colour colour) {
        return Style.points().marker(Style.Marker.RING).size(8).colour(colour);
    }

    private static double[] factors(double[] eigenvalues, double rate) {
        return Arrays.stream(eigenvalues)
                .map(lambda -> Math.abs(1 - rate * lambda))
                .toArray();
    }
}
