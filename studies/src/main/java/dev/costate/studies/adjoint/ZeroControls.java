package dev.costate.studies.adjoint;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import java.util.stream.IntStream;

/// The one case that can be done on paper: `V = b = 0` leaves every state where it is.
///
/// ```
/// x_k = x,   J = 1/2 (1 + dt w1 (NT - 2)) sum |x - y|^2,   Phi_k = (x - y) (1 + dt w1 (NT - 1 - k))
/// ```
final class ZeroControls {
    private final ControlProblem problem;

    ZeroControls(ControlProblem problem) {
        // A weight on the way that one can see.
        this.problem = problem.weighing(0.7, problem.penalty());
    }

    void report(StudyRun run) {
        run.note(
                "At V = b = 0 all of it can be done on paper: the state stays, J = 1/2 (1 + dt w1 (NT-2)) sum |x - y|^2 and"
                        + " Phi_k = (x - y) (1 + dt w1 (NT-1-k)), straight lines in time.");
        Controls zero = Controls.zero(problem);
        Tensor states = StateEquation.solve(problem, zero);
        run.fact(
                "V = b = 0: the state stays",
                0,
                states.sub(problem.inputs()).abs().max().item(),
                0);
        run.factRelative(
                "V = b = 0: cost", cost(problem), ControlCost.of(problem, zero).item(), GradientCheck.ROUNDING);
        run.fact(
                "V = b = 0: costates",
                0,
                Controls.relativeDifference(CostateEquation.solve(problem, zero, states), costates(problem)),
                GradientCheck.ROUNDING);
    }

    /// The cost of zero controls, in closed form.
    static double cost(ControlProblem problem) {
        double distances =
                problem.inputs().sub(problem.targets()).square().sum().item();
        return 0.5 * (1 + problem.dt() * problem.running() * (problem.timePoints() - 2)) * distances;
    }

    /// The costates of zero controls, `[NT-1, I, N]`, in closed form.
    static Tensor costates(ControlProblem problem) {
        double[] growth = IntStream.rangeClosed(1, problem.steps())
                .mapToDouble(k -> 1 + problem.dt() * problem.running() * (problem.timePoints() - 1 - k))
                .toArray();
        return problem.inputs().sub(problem.targets()).mul(Tensor.of(growth, Shape.of(problem.steps(), 1, 1)));
    }
}
