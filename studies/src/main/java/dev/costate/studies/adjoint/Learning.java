package dev.costate.studies.adjoint;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;

import dev.costate.Scanned;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ValueAndGrad;
import dev.costate.nn.optim.Optimiser;
import dev.costate.nn.optim.Trained;

/// Controls that learn on all samples, and what their gradient was on the way.
///
/// @param controls the controls at the end
/// @param costs before each step, `[iterations]`
/// @param weights `|dJ/dV_k| / dt` of every step in time, in function space, `[iterations, NT-1]`
/// @param biases `|dJ/db_k| / dt`, likewise
record Learning(Controls controls, Tensor costs, Tensor weights, Tensor biases) {
    /// What is kept of a step.
    private record Seen(Tensor cost, Tensor weights, Tensor biases) {}

    /// Learns from zero controls with the gradient by hand.
    static Learning of(ControlProblem problem, Optimiser optimiser, int iterations) {
        Controls zero = Controls.zero(problem);
        Scanned<Trained<Controls>, Seen> all = jit((ControlProblem given, Trained<Controls> start) ->
                        scanSteps((Trained<Controls> at) -> step(given, optimiser, at), start, iterations))
                .apply(problem, new Trained<>(zero, optimiser.init(zero)));
        return new Learning(
                all.carry().parameters(),
                all.out().cost(),
                all.out().weights(),
                all.out().biases());
    }

    private static Step<Trained<Controls>, Seen> step(
            ControlProblem problem, Optimiser optimiser, Trained<Controls> at) {
        ValueAndGrad<Controls> now = HandGradient.of(problem, at.parameters());
        Controls inFunctionSpace = FunctionSpace.gradient(problem, now.grad());
        Seen seen = new Seen(
                now.value(), inFunctionSpace.v().norm(1, 2), inFunctionSpace.b().norm(1));
        return new Step<>(optimiser.step(at, now.grad()), seen);
    }
}
