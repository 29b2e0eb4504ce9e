package dev.costate.studies.linearrnn;

import dev.costate.lab.NumberText;
import dev.costate.lab.Table;

/// The gradient by hand, by autodiff and by differences.
final class CheckChapter {
    private CheckChapter() {}

    static void tell(Story story) {
        var run = story.run();
        var data = story.data();
        var w = story.checkWeights();
        var at = w.text(12);
        run.section("The gradient check at (wx, wRec) = " + at);

        var check = GradientCheck.of(
                v -> BackwardPass.of(v, data).gradient(),
                w,
                data,
                story.config().eps());
        var autodiff = GradientCheck.autodiff(w, data);
        run.table(
                "gradient, and how far it is from autodiff's",
                Table.of("way", "dL/dwx", "dL/dwRec", "relative distance")
                        .row(row("backpropagation through time, by hand", check.gradient(), autodiff))
                        .row(row("autodiff through the scan", autodiff, autodiff))
                        .row(row(
                                "central differences, step "
                                        + NumberText.exact(story.config().eps()),
                                check.differences(),
                                autodiff)));
        run.note(check.complaint()
                .map(complaint -> "The document's check says: " + complaint)
                .orElse("The document's check says: No gradient errors found"));

        double[] byAutodiff = autodiff.toDoubles();
        double[] byHand = check.gradient().toDoubles();
        double[] numerical = check.differences().toDoubles();
        double scale = Math.max(Math.abs(byAutodiff[0]), Math.abs(byAutodiff[1]));
        var names = new String[] {"dL/dwx", "dL/dwRec"};
        for (int p = 0; p < names.length; p++) {
            run.fact(names[p] + " by hand = autodiff", byAutodiff[p], byHand[p], 1e-12 * scale);
            run.fact(names[p] + " by differences", byHand[p], numerical[p], GradientCheck.tolerance(byHand[p]));
        }
    }

    private static Object[] row(String way, Weights gradient, Weights autodiff) {
        double[] g = gradient.toDoubles();
        return new Object[] {way, g[0], g[1], gradient.relativeDistance(autodiff)};
    }
}
