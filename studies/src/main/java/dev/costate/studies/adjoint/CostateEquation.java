package dev.costate.studies.adjoint;

import static dev.costate.Costate.scanReverse;

import dev.costate.Scanned;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.List;

/// The costate equation, derived by hand: how the cost feels a change of the state.
///
/// `Phi_k = dJ/dx_{k+1}` for `k = 1..NT-1`, from the end backward:
/// ```
/// Phi_{NT-1} = x_NT - y
/// Phi_k      = Phi_{k+1} + dt s'(x_{k+1}) * (V_{k+1}^T Phi_{k+1}) + dt w1 (x_{k+1} - y)
/// ```
/// The state `x_{k+1}` reaches the cost in three ways, and each gives a term: it stays in `x_{k+2}`, it drives
/// it through the weights, and the running cost sees it.
final class CostateEquation {
    private CostateEquation() {}

    /// All costates, `[NT-1, I, N]`: element `k-1` is `Phi_k`.
    ///
    /// @param states all states, `[NT, I, N]`
    static Tensor solve(ControlProblem problem, Controls controls, Tensor states) {
        return solve(problem, controls, states, states.get("1:-1"));
    }

    /// The costates as a published course solution computes them: with `x_k` for `x_{k+1}` in the running
    /// cost's term.
    ///
    /// The running cost then pushes one step late, an error of order `dt w1`.
    static Tensor solveOneIndexOff(ControlProblem problem, Controls controls, Tensor states) {
        return solve(problem, controls, states, states.get(":-2"));
    }

    /// @param running the state that the running cost's term of each `Phi_k` reads, `[NT-2, I, N]`
    private static Tensor solve(ControlProblem problem, Controls controls, Tensor states, Tensor running) {
        record Back(Tensor slope, Tensor v, Tensor push) {}
        double dt = problem.dt();
        Tensor last = states.get("-1").sub(problem.targets());
        Back back = new Back(
                problem.nonlinearity().slope(states.get("1:-1")).mul(dt),
                controls.v().get("1:"),
                running.sub(problem.targets()).mul(dt * problem.running()));
        Scanned<Tensor, Tensor> earlier = scanReverse(
                (Tensor phi, Back at) -> {
                    // A row phi times V is the column V^T phi.
                    Tensor before = phi.add(at.slope().mul(phi.matmul(at.v()))).add(at.push());
                    return new Step<>(before, before);
                },
                last,
                back);
        return Layout.concat(List.of(earlier.out(), last.unsqueeze(0)), 0);
    }
}
