package dev.costate.studies.adjoint;

import static dev.costate.Costate.jit;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.nn.optim.LBfgs;
import dev.costate.nn.optim.Limits;
import dev.costate.nn.optim.Minimum;
import dev.costate.nn.optim.StrongWolfe;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The turnpike of one sample of each class, solved to the last digits, against the rate that linearising predicts.
final class TurnpikeChapter {
    private static final double STEP = 0.05;
    private static final double RUNNING = 1;
    private static final double PENALTY = 1;
    private static final int ITERATIONS = 4000;

    private final List<Double> horizons;

    /// The optimum on one horizon.
    private record Optimum(ControlProblem problem, Controls controls, double slope) {
        /// What the slowest direction has left to go at each point in time.
        double[] slowest(Turnpike turnpike) {
            Tensor left = StateEquation.solve(problem, controls).sub(problem.targets());
            return left.mul(turnpike.slowest().unsqueeze(1)).sum(1).norm(1).toDoubles();
        }

        double[] times() {
            return IntStream.range(0, problem.timePoints())
                    .mapToDouble(k -> k * problem.dt())
                    .toArray();
        }
    }

    TurnpikeChapter(List<Double> horizons) {
        this.horizons = horizons;
    }

    void report(StudyRun run) {
        run.section("The turnpike");
        run.note("""
                With a cost on the way (w1 > 0) and much time, the best controls hurry to the targets and rest there. \
                How fast? Near the targets the problem is linear and quadratic, and what is left to go shrinks like \
                e^(-mu t), mu = sqrt(w1 l / w2), where l is the least eigenvalue of K_ij = s(y_i) . s(y_j) + 1, which \
                says how hard the targets are to push apart. One sample of each class, from (0, 0) and (1, 0), makes a \
                problem that L-BFGS solves to the last digits.""");
        List<Optimum> optima = horizons.stream().map(TurnpikeChapter::solve).toList();
        Optimum longest = optima.getLast();
        Turnpike turnpike = Turnpike.of(longest.problem);
        Table table = Table.of("T", "left at T/4", "at T/2", "at T", "rate from T/4 to T/2", "largest gradient");
        for (Optimum o : optima) {
            double[] left = o.slowest(turnpike);
            int n = left.length - 1;
            table = table.row(o.problem.horizon(), left[n / 4], left[n / 2], left[n], rate(o, turnpike), o.slope);
        }
        run.table("what the slowest direction has left to go", table);
        run.figure("least eigenvalue of K", turnpike.least());
        double largest = optima.stream().mapToDouble(Optimum::slope).max().orElseThrow();
        run.factAtMost("solved: largest derivative of the cost", 1e-7, largest);
        // s = ReLU of (0, 1) and (2, 1): K = [[2, 2], [2, 6]]
        run.fact("least eigenvalue of K = 4 - 2 sqrt 2", 4 - 2 * Math.sqrt(2), turnpike.least(), 1e-12);
        if (longest.problem.horizon() >= 12) {
            // the quadratic terms left out are of the order of the distance at T/4
            double[] left = longest.slowest(turnpike);
            run.factRelative(
                    "rate of the approach, T = " + NumberText.rounded(longest.problem.horizon(), 3),
                    turnpike.rate(longest.problem),
                    rate(longest, turnpike),
                    left[left.length / 4]);
        }
        run.plot("turnpike", picture(optima, turnpike));
    }

    private static double rate(Optimum o, Turnpike turnpike) {
        double[] left = o.slowest(turnpike);
        int from = left.length / 4;
        int to = left.length / 2;
        return Math.log(left[from] / left[to]) / ((to - from) * o.problem.dt());
    }

    private static Optimum solve(double horizon) {
        ControlProblem problem = new ControlProblem(
                Tensor.of(new double[][] {{0, 0}, {1, 0}}),
                Tensor.of(DiscAndAnnulus.TARGETS),
                (int) Math.round(horizon / STEP) + 1,
                horizon,
                RUNNING,
                PENALTY,
                Nonlinearity.RELU);
        LBfgs method = new LBfgs(30, 1, StrongWolfe.of(), new Limits(ITERATIONS, 3 * ITERATIONS, 1e-11, 0));
        Minimum<Controls> minimum = jit((ControlProblem given, Controls start) ->
                        method.minimise((Controls u) -> ControlCost.of(given, u), start))
                .apply(problem, Controls.zero(problem));
        Controls slope = HandGradient.of(problem, minimum.parameters()).grad();
        double largest =
                Math.max(slope.v().abs().max().item(), slope.b().abs().max().item());
        return new Optimum(problem, minimum.parameters(), largest);
    }

    private static PlotGrid picture(List<Optimum> optima, Turnpike turnpike) {
        Plot left = Plot.of("what is left to go, slowest direction")
                .x("time")
                .y("distance")
                .logY();
        Plot effort = Plot.of("effort").x("time").y("sqrt(|V|^2 + |b|^2)").logY();
        // The longest first and widest: the others lie upon it.
        for (int i = optima.size() - 1; i >= 0; i--) {
            Optimum o = optima.get(i);
            String name = "T = " + NumberText.rounded(o.problem.horizon(), 3);
            Style style = Style.solid().width(2 + 2.5 * i).colour(Colour.series(i));
            left = left.line(name, o.times(), o.slowest(turnpike), style);
            double[] energies = o.controls.energies();
            effort = effort.line(
                    name,
                    Arrays.copyOf(o.times(), energies.length),
                    Arrays.stream(energies).map(Math::sqrt).toArray(),
                    style);
        }
        Optimum longest = optima.getLast();
        double[] times = longest.times();
        double[] shown = longest.slowest(turnpike);
        int quarter = shown.length / 4;
        double mu = turnpike.rate(longest.problem);
        left = left.theory(
                "e^(-mu t), mu = " + NumberText.rounded(mu, 4),
                times,
                Arrays.stream(times)
                        .map(t -> shown[quarter] * Math.exp(-mu * (t - times[quarter])))
                        .toArray());
        return PlotGrid.of("The turnpike: hurry, then rest", 2, left, effort)
                .subtitle(
                        "one sample of each class; w1 = w2 = 1, ReLU; however long the time, the beginning is the same")
                .size(1020, 400);
    }
}
