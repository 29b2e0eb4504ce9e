package dev.costate.studies.polynomialfeatures;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.valueAndGrad;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.nn.optim.Optimiser;
import dev.costate.nn.optim.Trained;

/// The way of an optimiser: point 0 is the start, point k what k steps have made of it.
///
/// @param theta the coefficients, `[steps + 1, n]`
/// @param error the mean squared error there, `[steps + 1]`
record Descent(Tensor theta, Tensor error) {
    /// Goes down the error of `regression` from the document's start, in one compiled program.
    static Descent of(Regression regression, Optimiser optimiser, int steps) {
        return jit((Tensor start) -> scanSteps(
                        (Trained<Tensor> before) -> {
                            var here = valueAndGrad(regression::error).apply(before.parameters());
                            return new Step<>(
                                    optimiser.step(before, here.grad()),
                                    new Descent(before.parameters(), here.value()));
                        },
                        new Trained<>(start, optimiser.init(start)),
                        steps + 1))
                .apply(regression.ones())
                .out();
    }

    /// The coefficients at the end.
    Tensor last() {
        return theta.get(-1);
    }

    int steps() {
        return error.dim(0) - 1;
    }
}
