package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.ValueAndGrad;
import dev.costate.ops.Einsum;

/// The gradient of the cost by the controls, from states and costates.
///
/// ```
/// dJ/dV_k = dt (sum_i Phi_k s(x_k)^T + w2 V_k)      dJ/db_k = dt (sum_i Phi_k + w2 b_k)
/// ```
/// These are Euclidean: what changes per unit of each number. Divided by `dt` they are the gradient in function
/// space (see [FunctionSpace]).
final class HandGradient {
    private HandGradient() {}

    /// The cost and its gradient by the controls of every step.
    static ValueAndGrad<Controls> of(ControlProblem problem, Controls controls) {
        Tensor states = StateEquation.solve(problem, controls);
        Tensor costates = CostateEquation.solve(problem, controls, states);
        return new ValueAndGrad<>(
                ControlCost.along(problem, controls, states), timeResolved(problem, controls, states, costates));
    }

    /// The gradient by the controls of every step.
    ///
    /// @param states `[NT, I, N]`
    /// @param costates `[NT-1, I, N]`
    static Controls timeResolved(ControlProblem problem, Controls controls, Tensor states, Tensor costates) {
        Tensor activated = problem.nonlinearity().of(states.get(":-1"));
        Tensor outer = Einsum.einsum("kin,kim->knm", costates, activated);
        return new Controls(
                outer.add(controls.v().mul(problem.penalty())).mul(problem.dt()),
                costates.sum(1).add(controls.b().mul(problem.penalty())).mul(problem.dt()));
    }

    /// The gradient by one `V`, `[N, N]`, and one `b`, `[N]`, that serve in every step: the sum of those of the
    /// steps.
    ///
    /// The penalty is paid at each of the `NT-1` steps, so that it gives `(NT-1) dt w2 V = T w2 V`.
    static Controls constantInTime(ControlProblem problem, Tensor v, Tensor b) {
        Controls everyStep =
                of(problem, Controls.constant(v, b, problem.steps())).grad();
        return new Controls(everyStep.v().sum(0), everyStep.b().sum(0));
    }
}
