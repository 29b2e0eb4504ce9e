package dev.costate.studies.adjoint;

import dev.costate.Tensor;

/// The cost `J` of controls (see [ControlProblem]): the miss at the end, the distance on the way, the controls'
/// size.
final class ControlCost {
    private ControlCost() {}

    /// `J` of these controls, a scalar.
    static Tensor of(ControlProblem problem, Controls controls) {
        return along(problem, controls, StateEquation.solve(problem, controls));
    }

    /// `J` of these controls and the states `[NT, I, N]` they lead through.
    static Tensor along(ControlProblem problem, Controls controls, Tensor states) {
        Tensor distances = states.sub(problem.targets()).square();
        Tensor atEnd = distances.get("-1").sum();
        Tensor onTheWay = distances.get("1:-1").sum();
        Tensor size = controls.v().square().sum().add(controls.b().square().sum());
        return atEnd.mul(0.5)
                .add(onTheWay.mul(problem.dt() * problem.running() / 2))
                .add(size.mul(problem.dt() * problem.penalty() / 2));
    }
}
