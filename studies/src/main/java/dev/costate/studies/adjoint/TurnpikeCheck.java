package dev.costate.studies.adjoint;

import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.random.LegacyNumPy;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The turnpike: with much time and a cost on the way, the best controls do their work at once and then rest.
///
/// The targets with zero controls are a steady state, so that the solution hurries there and stays; how long it
/// stays, not how it gets there, depends on the horizon. Without a cost on the way (`w1 = 0`) there is no
/// hurry, and the effort is spread over all the time there is.
final class TurnpikeCheck {
    private final ControlProblem problem;
    private final AdjointGradients.Turnpike settings;
    private final boolean isTheExperiment;

    /// A solution on one horizon.
    private record Solution(ControlProblem problem, Controls controls) {
        /// The mean distance to the target at each of the `NT` points in time.
        double[] distances() {
            return StateEquation.solve(problem, controls)
                    .sub(problem.targets())
                    .norm(2)
                    .mean(1)
                    .toDoubles();
        }

        /// `sqrt(|V_k|^2 + |b_k|^2)` of each step.
        double[] effort() {
            return Arrays.stream(controls.energies()).map(Math::sqrt).toArray();
        }

        /// The share of `integral |V|^2 + |b|^2 dt` that is spent in the first quarter of the time.
        double effortInFirstQuarter() {
            double[] energies = controls.energies();
            return Arrays.stream(energies, 0, (energies.length + 3) / 4).sum()
                    / Arrays.stream(energies).sum();
        }

        /// How far the mean distance still changes in the second half of the time, as a share of all the way.
        double wayInSecondHalf() {
            double[] d = distances();
            return Math.abs((d[d.length / 2] - d[d.length - 1]) / (d[0] - d[d.length - 1]));
        }
    }

    TurnpikeCheck(ControlProblem problem, AdjointGradients.Config config) {
        this.problem = problem;
        settings = config.turnpike();
        isTheExperiment = config.isTheExperiment();
    }

    void report(StudyRun run) {
        run.section("The turnpike");
        Solution[] solutions = settings.horizons().stream()
                .map(horizon -> solve(run, horizon, settings.running()))
                .toArray(Solution[]::new);
        Solution longest = solutions[solutions.length - 1];
        Solution unhurried = solve(run, longest.problem.horizon(), 0);
        Table table = Table.of("w1", "T", "distance at 0", "T/2", "T", "effort in 1st quarter");
        for (Solution s : solutions) {
            table = row(table, s);
        }
        table = row(table, unhurried);
        run.table("turnpike", table);
        if (isTheExperiment) {
            run.factAtLeast("turnpike: effort in 1st quarter", 0.75, longest.effortInFirstQuarter());
            run.factAtMost("turnpike: way left at T/2", 0.1, longest.wayInSecondHalf());
            run.factAtMost("w1 = 0: effort in 1st quarter", 0.65, unhurried.effortInFirstQuarter());
            run.factAtLeast("w1 = 0: way left at T/2", 0.2, unhurried.wayInSecondHalf());
        }
        run.note(
                "Each row is trained from zero controls, by Adam. With w1 > 0 every moment away from the target costs, so the"
                        + " work is done in a first short arc, and a longer horizon only means a longer rest: at the targets V = b = 0"
                        + " keeps the points for nothing. With w1 = 0 only the end counts, and effort spread over all the time there"
                        + " is costs least.");
        run.plot("turnpike", plot(solutions, unhurried));
    }

    private static Table row(Table table, Solution s) {
        double[] d = s.distances();
        return table.row(
                s.problem.running(),
                s.problem.horizon(),
                d[0],
                d[d.length / 2],
                d[d.length - 1],
                s.effortInFirstQuarter());
    }

    /// From zero controls by Adam, which finds a way through where gradient descent stays in the middle.
    private Solution solve(StudyRun run, double horizon, double running) {
        int steps = Math.max(4, (int) Math.round(horizon / settings.stepLength()));
        ControlProblem there = problem.weighing(running, settings.penalty()).lasting(horizon, steps + 1);
        // All samples in a step, so that the order they are drawn in does not matter.
        Training training = new MinibatchDescent(
                        new StepRule.Adam(settings.adamRate()), there.samples(), settings.adamSteps())
                .train(
                        run,
                        "turnpike, T = " + number(horizon),
                        there,
                        Controls.zero(there),
                        settings.adamSteps(),
                        new LegacyNumPy(0));
        return new Solution(there, training.controls());
    }

    private PlotGrid plot(Solution[] solutions, Solution unhurried) {
        Plot distance =
                Plot.of("distance to the target").x("time").y("mean distance").rangeY(0, Double.NaN);
        Plot effort = Plot.of("effort").x("time").y("sqrt(|V|^2 + |b|^2)").logY();
        for (Solution s : solutions) {
            String name = "T = " + number(s.problem.horizon());
            distance = distance.line(name, times(s, s.problem.timePoints()), s.distances());
            effort = effort.line(name, times(s, s.problem.steps()), s.effort());
        }
        Style dashed = Style.dashed().colour(Colour.GREY);
        String name = "T = %s, w1 = 0".formatted(number(unhurried.problem.horizon()));
        distance = distance.line(name, times(unhurried, unhurried.problem.timePoints()), unhurried.distances(), dashed);
        effort = effort.line(name, times(unhurried, unhurried.problem.steps()), unhurried.effort(), dashed);
        return PlotGrid.of("The turnpike: work first, then rest", 2, distance, effort)
                .subtitle("disc and annulus on several horizons T; w1 = %s, w2 = %s"
                        .formatted(settings.running(), settings.penalty()))
                .size(900, 380);
    }

    private static double[] times(Solution s, int count) {
        return IntStream.range(0, count).mapToDouble(k -> k * s.problem.dt()).toArray();
    }

    private static String number(double x) {
        return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
    }
}
