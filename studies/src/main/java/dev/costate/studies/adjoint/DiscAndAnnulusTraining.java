package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.random.LegacyNumPy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The course's experiment: from zero controls, the disc is trained to flow to one point and the annulus
/// around it to another.
final class DiscAndAnnulusTraining {
    private static final int FRESH = 2000;

    private final ControlProblem problem;
    private final DiscAndAnnulus data;
    private final AdjointGradients.Config config;
    private final LegacyNumPy random;
    private final DiscAndAnnulus fresh;

    DiscAndAnnulusTraining(ControlProblem problem, DiscAndAnnulus data, AdjointGradients.Config config) {
        this.problem = problem;
        this.data = data;
        this.config = config;
        random = new LegacyNumPy(config.seed());
        fresh = DiscAndAnnulus.draw(random, FRESH);
    }

    void report(StudyRun run) {
        run.section("Disc and annulus: trained with the gradient by hand");
        List<Training> trainings = train(run);
        Training best = trainings.stream()
                .min(Comparator.comparingDouble(Training::lastCost))
                .orElseThrow();
        Table table = Table.of("optimiser", "passes", "gradients", "cost", "share right", "of %d new".formatted(FRESH));
        table = table.row(
                "V = b = 0",
                0,
                0,
                trainings.getFirst().firstCost(),
                data.accuracy(data.points()),
                fresh.accuracy(fresh.points()));
        for (Training t : trainings) {
            table = table.row(
                    t.name(),
                    (int) t.passes()[t.passes().length - 1],
                    t.evaluations(),
                    t.lastCost(),
                    accuracy(t),
                    freshAccuracy(t));
        }
        run.table("training from V = b = 0", table);
        facts(run, trainings);
        run.note(
                "First everything drifts to the middle, (1, 1), where the cost is about I/2; only then are the classes parted."
                        + " It takes long for a reason: a continuous flow of the plane cannot pull the disc out of the ring around"
                        + " it (Dupont, Doucet, Teh 2019). What it can do is open the ring between two samples, squeeze the disc"
                        + " through, and leave new points that fall into the gap on the wrong side.");
        TrainingPlots plots = new TrainingPlots(problem, data, fresh);
        run.plot("cost", plots.costs(trainings));
        run.plot("flow", plots.flow(best));
        run.plot("controls", plots.controls(trainings));
    }

    private List<Training> train(StudyRun run) {
        AdjointGradients.Train settings = config.train();
        List<Training> trainings = new ArrayList<>();
        trainings.add(new BacktrackingDescent()
                .train(
                        run,
                        "gradient descent, backtracking",
                        problem,
                        Controls.zero(problem),
                        settings.descentSteps()));
        for (StepRule rule : List.of(
                new StepRule.Plain(settings.sgdRate() / problem.dt()),
                new StepRule.Momentum(settings.momentumRate() / problem.dt(), 0.9),
                new StepRule.Adam(settings.adamRate()))) {
            trainings.add(new MinibatchDescent(rule, settings.batch(), 1)
                    .train(run, rule.label(), problem, Controls.zero(problem), settings.epochs(), random));
        }
        return trainings;
    }

    private void facts(StudyRun run, List<Training> trainings) {
        Training descent = trainings.get(0);
        run.factRelative("training: cost at the start", ZeroControls.cost(problem), descent.firstCost(), 1e-12);
        run.fact("backtracking: cost never rises", descent.neverRises());
        run.fact(
                "trained: hand = autodiff",
                0,
                Controls.relativeDifference(
                        HandGradient.of(problem, descent.controls()).grad(),
                        AutodiffGradient.of(problem, descent.controls()).grad()),
                GradientCheck.ROUNDING);
        if (!config.isTheExperiment()) {
            run.note(
                    "The bounds on training and turnpike belong to the experiment's own settings and are not stated for these.");
            return;
        }
        Training adam = trainings.get(3);
        promise(run, "backtracking", descent, 0.2);
        promise(run, "SGD", trainings.get(1), 0.4);
        promise(run, "momentum", trainings.get(2), 0.4);
        promise(run, "Adam", adam, 0.08);
        run.factAtLeast("backtracking: samples right", 0.85, accuracy(descent));
        run.factAtLeast("Adam: samples right", 0.93, accuracy(adam));
    }

    /// States how much of the first cost is left at most: a bound that two dozen seeds keep with room to spare.
    /// The middle, where SGD and momentum now and then stay, leaves about 0.28.
    private static void promise(StudyRun run, String who, Training training, double costLeft) {
        run.factAtMost(who + ": cost left", costLeft, training.lastCost() / training.firstCost());
    }

    private double accuracy(Training training) {
        return data.accuracy(end(problem, training));
    }

    private double freshAccuracy(Training training) {
        return fresh.accuracy(end(TrainingPlots.from(fresh, problem), training));
    }

    private static Tensor end(ControlProblem problem, Training training) {
        return StateEquation.solve(problem, training.controls()).get("-1");
    }
}
