package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.StudyRun;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import dev.costate.random.LegacyNumPy;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/// What it costs to write `w1 (x_k - y)` for `w1 (x_{k+1} - y)` in the costate equation, as a published course
/// solution does.
///
/// The error is `|wrong - right| / |right|` over all of `dJ/dV` and `dJ/db`. It was reported to be 3.4 % at
/// `dt = 0.1`, `w1 = 0.7`, the rest of the setting unknown. Here inputs, targets and controls are uniform on 0
/// to 1, as the document's demo draws its numbers, with N = 2, I = 4, NT = 10 and tanh.
final class IndexOff {
    private static final double RUNNING = 0.7;
    private static final int[] STEPS = {5, 10, 20, 40, 80, 160, 320};
    private static final int DRAWS = 200;
    private static final double REPORTED = 0.034;

    private final ControlProblem problem;
    private final LegacyNumPy random;

    IndexOff(ControlProblem problem, long seed) {
        this.problem = problem.weighing(RUNNING, problem.penalty());
        random = new LegacyNumPy(seed);
    }

    void report(StudyRun run) {
        run.section("One index off in the costate");
        double[] errors = IntStream.range(0, DRAWS)
                .mapToDouble(_ -> uniformDraw())
                .sorted()
                .toArray();
        double median = errors[DRAWS / 2];
        double low = errors[DRAWS / 20];
        double high = errors[DRAWS - 1 - DRAWS / 20];
        run.figure("gradient error of the index off, dt = 0.1, sorted over draws", errors);
        // As far off as 90 % of the draws are from one another.
        run.fact("index off: error at dt = 0.1", REPORTED, median, (high - low) / 2);

        SmoothControls controls = SmoothControls.draw(random, problem.dimension(), 1);
        double[] lengths =
                Arrays.stream(STEPS).mapToDouble(steps -> 1.0 / steps).toArray();
        double[] byLength = Arrays.stream(STEPS)
                .mapToDouble(steps -> error(problem.lasting(1, steps + 1), controls))
                .toArray();
        int finest = STEPS.length - 1;
        double order = Math.log(byLength[finest - 1] / byLength[finest]) / Math.log(2);
        run.fact("index off: error ~ dt^p, p", 1, order, 0.1);
        Controls zero = Controls.zero(problem);
        run.fact("index off: nothing at V = b = 0", 0, error(problem, zero), GradientCheck.ROUNDING);
        run.note(String.format(
                Locale.ROOT,
                "A published course solution puts w1 (x_k - y) into Phi_k, where w1 (x_{k+1} - y) belongs: Phi_k says how"
                        + " J feels x_{k+1}. At dt = 0.1, w1 = 0.7 and uniform random numbers as in the document's demo the"
                        + " gradient is then wrong by %.1f %% (median of %d draws; 90 %% lie between %.1f and %.1f %%; 3.4 %% was"
                        + " reported). The error shrinks like dt, and at zero controls it vanishes: check a gradient at"
                        + " random controls and a coarse dt.",
                100 * median,
                DRAWS,
                100 * low,
                100 * high));
        run.plot(
                "index-off",
                Plot.of("A costate that is one index off")
                        .subtitle("error of the gradient: disc and annulus, T = 1, one draw of smooth controls; w1 = "
                                + RUNNING)
                        .x("length of a time step dt")
                        .y("relative error of the gradient")
                        .logX()
                        .logY()
                        .line("w1 (x_k - y) for w1 (x_{k+1} - y)", lengths, byLength, Style.linePoints())
                        .line(
                                "proportional to dt",
                                lengths,
                                Arrays.stream(lengths)
                                        .map(dt -> byLength[finest] * dt / lengths[finest])
                                        .toArray(),
                                Style.dashed()));
    }

    /// The error for one draw of uniform numbers.
    private double uniformDraw() {
        int n = 2;
        int samples = 4;
        int steps = 9;
        ControlProblem drawn = new ControlProblem(
                random.rand(samples, n),
                random.rand(samples, n),
                steps + 1,
                0.1 * steps,
                RUNNING,
                0,
                Nonlinearity.TANH);
        Controls controls = new Controls(random.rand(steps, n, n), random.rand(steps, n));
        return error(drawn, controls);
    }

    private static double error(ControlProblem problem, SmoothControls controls) {
        return error(problem, controls.on(problem));
    }

    private static double error(ControlProblem problem, Controls controls) {
        Tensor states = StateEquation.solve(problem, controls);
        Controls right =
                HandGradient.timeResolved(problem, controls, states, CostateEquation.solve(problem, controls, states));
        Controls wrong = HandGradient.timeResolved(
                problem, controls, states, CostateEquation.solveOneIndexOff(problem, controls, states));
        return Tree.norm(wrong.descend(right, 1)).item() / Tree.norm(right).item();
    }
}
