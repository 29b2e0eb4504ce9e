package dev.costate.studies.rosenbrock;

import static dev.costate.Costate.grad;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;

/// The function at the start and at its minimum, and the limits that its curvature sets.
final class ValleyChapter {
    private final Rosenbrock.Config config;
    private final Valley valley;

    ValleyChapter(Rosenbrock.Config config) {
        this.config = config;
        valley = config.valley();
    }

    void tell(StudyRun run) {
        run.section("The valley");
        Tensor start = config.startPoint();
        double[] autodiff = grad(valley::height).apply(start).toDoubles();
        double scale = 1 + Math.abs(autodiff[0]) + Math.abs(autodiff[1]);
        run.fact("gradient by hand = autodiff", autodiff, valley.gradient(start).toDoubles(), 1e-14 * scale);
        if (config.isTheDocuments()) {
            run.fact("f at the start", 76, valley.height(start).item(), 0);
            run.fact("gradient at the start", new double[] {148, -24}, autodiff, 0);
            run.fact("lambda_max at the start", 196.985, valley.curvature(start).item(), 5e-4);
        }
        // at the minimum the second derivative is [[2 + 8 a^2 b, -4 a b], [-4 a b, 2 b]]
        double a = config.a();
        double b = config.b();
        double mean = 1 + 4 * a * a * b + b;
        double half = 1 + 4 * a * a * b - b;
        double there = mean + Math.hypot(half, 4 * a * b);
        run.factRelative(
                "lambda_max at the minimum",
                there,
                valley.curvature(valley.minimum()).item(),
                1e-13);
        double atStart = valley.curvature(start).item();
        run.table(
                "the highest stable rate",
                Table.of("at", "lambda_max", "gradient descent, 2 / lambda", "momentum, 2 (1 + beta) / lambda")
                        .row("start", atStart, 2 / atStart, 2 * (1 + config.momentum()) / atStart)
                        .row("minimum", there, 2 / there, 2 * (1 + config.momentum()) / there));
        run.note("The curvature is largest where it all begins: rates are limited by the first steps, not the last."
                + " Momentum of %s allows %s times the rate of plain gradient descent."
                        .formatted(NumberText.exact(config.momentum()), NumberText.rounded(1 + config.momentum(), 4)));
    }
}
