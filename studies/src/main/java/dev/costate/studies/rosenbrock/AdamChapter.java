package dev.costate.studies.rosenbrock;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.nn.optim.Optimisers;

/// Adam by the document's lines and by the library's: what the document found equal to PyTorch, and what it makes of
/// the missing correction.
final class AdamChapter {
    /// What PyTorch 2.13 and the document's program end with.
    private static final double[] PYTORCH = {2.00869767, 4.03611220};

    private static final double HALF_A_DIGIT = 5e-9;

    private final Rosenbrock.Config config;

    AdamChapter(Rosenbrock.Config config) {
        this.config = config;
    }

    void tell(StudyRun run) {
        run.section("Adam");
        Valley valley = config.valley();
        Tensor start = config.startPoint();
        double rate = config.adamRate();
        var byHand = new DocumentAdam(rate, true).walk(valley, start, config.steps());
        var adam = Way.of(valley, Optimisers.adam(rate), start, config.steps());
        var uncorrected = new DocumentAdam(rate, false).walk(valley, start, config.steps());
        if (config.isTheDocuments()) {
            run.fact("Adam by hand, as PyTorch", PYTORCH, byHand.at(-1), HALF_A_DIGIT);
            run.fact("Costate's Adam, as PyTorch", PYTORCH, adam.at(-1), HALF_A_DIGIT);
            firstSteps(run, adam, uncorrected);
        }
        run.table(
                "after %d steps at rate %s".formatted(config.steps(), NumberText.exact(rate)),
                Table.of("Adam", "x", "y", "f", "longest step / rate", "mean")
                        .row(row("by the document's lines", byHand))
                        .row(row("by autodiff and the library", adam))
                        .row(row("without the correction of the bias", uncorrected)));
        double way = start.sub(valley.minimum()).abs().max().item();
        run.note("""
                Both are right. Adam divides the mean gradient by its size, so each coordinate moves by about the rate a \
                step: %s steps at rate %s are %s at most. The minimum is %s away along one axis, \
                and Adam goes to the floor of the valley first.""".formatted(
                        config.steps(),
                        NumberText.exact(rate),
                        NumberText.rounded(config.steps() * rate, 4),
                        NumberText.rounded(way, 4)));
        run.note("""
                Without the correction the first steps are sqrt(10) times as long, for the mean of squares is the slower \
                to rise; after some ten steps it is the same optimiser.""");
    }

    /// In its first step Adam moves each coordinate by the rate, whatever the gradient; without the correction by `(1 -
    /// beta1) / sqrt(1 - beta2)` of it.
    private void firstSteps(StudyRun run, Way adam, Way uncorrected) {
        double rate = config.adamRate();
        double[] from = adam.at(0);
        // eps / |g| of a step is lost
        double tolerance = rate * 1e-8;
        run.fact("Adam's first step: the rate", new double[] {from[0] - rate, from[1] + rate}, adam.at(1), tolerance);
        double longer = 0.1 / Math.sqrt(0.001) * rate;
        run.fact(
                "without correction: sqrt(10) times it",
                new double[] {from[0] - longer, from[1] + longer},
                uncorrected.at(1),
                longer * 1e-7);
    }

    private Object[] row(String name, Way way) {
        double[] end = way.at(-1);
        Tensor moves = way.points().get("1:").sub(way.points().get(":-1")).abs().div(config.adamRate());
        return new Object[] {
            name, end[0], end[1], way.end(), moves.max().item(), moves.mean().item()
        };
    }
}
