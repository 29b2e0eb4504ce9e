package dev.costate.studies.adjoint;

import static dev.costate.Costate.scan;

import dev.costate.Scanned;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.List;

/// The state equation, explicit Euler on a neural ordinary differential equation: `x_{k+1} = x_k + dt (V_k
/// s(x_k) + b_k)`.
///
/// It is a residual network with one layer a step. The weights stand *outside* the nonlinearity.
final class StateEquation {
    private StateEquation() {}

    /// All states, `[NT, I, N]`, from the inputs on.
    static Tensor solve(ControlProblem problem, Controls controls) {
        return from(
                problem.inputs(),
                scan(
                        (Tensor x, Controls layer) -> {
                            Tensor next = step(problem.nonlinearity(), x, layer);
                            return new Step<>(next, next);
                        },
                        problem.inputs(),
                        layers(problem, controls)));
    }

    /// All states when `kicks[k-1]`, `[I, N]`, is added to `x_{k+1}`. The gradient of a cost by the kicks, at
    /// zero, is the costate: `dJ/dx_{k+1}`.
    static Tensor solveKicked(ControlProblem problem, Controls controls, Tensor kicks) {
        record Kicked(Controls layer, Tensor kick) {}
        return from(
                problem.inputs(),
                scan(
                        (Tensor x, Kicked at) -> {
                            Tensor next =
                                    step(problem.nonlinearity(), x, at.layer()).add(at.kick());
                            return new Step<>(next, next);
                        },
                        problem.inputs(),
                        new Kicked(layers(problem, controls), kicks)));
    }

    /// `dt V_k^T` and `dt b_k` of every step, made once rather than in each. Samples are rows, so that `V_k`
    /// acts from the right as its transpose.
    private static Controls layers(ControlProblem problem, Controls controls) {
        return new Controls(controls.v().transpose(0, 2, 1), controls.b()).times(problem.dt());
    }

    private static Tensor step(Nonlinearity s, Tensor x, Controls layer) {
        return x.add(s.of(x).matmul(layer.v()).add(layer.b()));
    }

    private static Tensor from(Tensor inputs, Scanned<Tensor, Tensor> steps) {
        return Layout.concat(List.of(inputs.unsqueeze(0), steps.out()), 0);
    }
}
