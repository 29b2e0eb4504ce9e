package dev.costate.studies.polynomialfeatures;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Legend;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.nn.optim.Optimisers;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What the document does and prints, and that its gradient is right.
final class DivergenceChapter {
    /// What the document prints, and the half of the last digit.
    private static final double[] PRINTED = {802.60118234, 360.65857329, 12234.00939771};

    private static final double HALF_A_DIGIT = 5e-9;
    private static final int FIRST_STEPS = 12;

    private final PolynomialFeatures.Config config;
    private final Regression regression;
    private final Descent descent;

    DivergenceChapter(PolynomialFeatures.Config config, Regression regression) {
        this.config = config;
        this.regression = regression;
        descent = Descent.of(regression, Optimisers.sgd(config.rate()), config.steps());
    }

    /// The document's descent.
    Descent descent() {
        return descent;
    }

    void tell(StudyRun run) {
        run.section("What the document sees");
        Tensor start = regression.ones();
        double[] byHand = regression.gradient(start).toDoubles();
        double[] autodiff = grad(regression::error).apply(start).toDoubles();
        double scale = Arrays.stream(autodiff).map(Math::abs).max().orElseThrow();
        run.fact("gradient by hand = autodiff", autodiff, byHand, 1e-13 * scale);

        // the document's own line, theta -= rate * gradient, beside autodiff under an optimiser
        double[] byHandAtTheEnd = jit((Tensor theta) ->
                        scan((Tensor t) -> t.sub(regression.gradient(t).mul(config.rate())), theta, config.steps()))
                .apply(start)
                .toDoubles();
        double[] atTheEnd = descent.last().toDoubles();
        if (config.isTheDocuments()) {
            for (int i = 0; i < PRINTED.length; i++) {
                run.fact("theta[%d], as printed".formatted(i), PRINTED[i], byHandAtTheEnd[i], HALF_A_DIGIT);
            }
        }
        var table = Table.of("coefficient of", "by hand", "autodiff and SGD");
        for (int i = 0; i < atTheEnd.length; i++) {
            table = table.row("x^" + i, byHandAtTheEnd[i], atTheEnd[i]);
        }
        run.table("after %d steps at rate %s".formatted(config.steps(), config.rate()), table);
        run.note("The gradient is right. So is the update. What is wrong is a number.");
        run.plot("divergence", picture());
    }

    private PlotGrid picture() {
        var first = coefficients("the coefficients of the first steps", Math.min(FIRST_STEPS, config.steps()));
        var error = Plot.of("the error of all steps")
                .x("step")
                .y("mean squared error")
                .logY()
                .legend(Legend.NONE)
                .line("", descent.error().toDoubles(), Style.solid().colour(Colour.BLACK));
        return PlotGrid.of("Gradient descent at rate " + NumberText.exact(config.rate()), 2, first, error)
                .size(900, 380);
    }

    private Plot coefficients(String title, int steps) {
        double[] x = IntStream.rangeClosed(0, steps).asDoubleStream().toArray();
        var plot = Plot.of(title).x("step").y("coefficient");
        for (int i = 0; i < regression.size(); i++) {
            plot = plot.line(
                    "of x^" + i,
                    x,
                    descent.theta().get(":%d, %d".formatted(steps + 1, i)).toDoubles());
        }
        return plot;
    }
}
