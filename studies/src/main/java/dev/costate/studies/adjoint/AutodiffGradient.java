package dev.costate.studies.adjoint;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.valueAndGrad;

import dev.costate.Tensor;
import dev.costate.ValueAndGrad;
import dev.costate.ops.Creation;

/// The same derivatives by automatic differentiation of the cost, which knows nothing of costates.
final class AutodiffGradient {
    private AutodiffGradient() {}

    /// The cost and its gradient by the controls of every step.
    static ValueAndGrad<Controls> of(ControlProblem problem, Controls controls) {
        return valueAndGrad((Controls u) -> ControlCost.of(problem, u)).apply(controls);
    }

    /// The gradient by one `V`, `[N, N]`, and one `b`, `[N]`, that serve in every step.
    static Controls constantInTime(ControlProblem problem, Tensor v, Tensor b) {
        return grad((Controls one) -> ControlCost.of(problem, Controls.constant(one.v(), one.b(), problem.steps())))
                .apply(new Controls(v, b));
    }

    /// All costates, `[NT-1, I, N]`: the derivatives of the cost by what one adds to each state.
    static Tensor costates(ControlProblem problem, Controls controls) {
        Tensor none =
                Creation.zeros(problem.inputs().dtype(), problem.stateShape()).get("1:");
        return grad((Tensor kicks) ->
                        ControlCost.along(problem, controls, StateEquation.solveKicked(problem, controls, kicks)))
                .apply(none);
    }
}
