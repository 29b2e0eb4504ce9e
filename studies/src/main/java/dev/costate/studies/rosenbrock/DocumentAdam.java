package dev.costate.studies.rosenbrock;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Step;
import dev.costate.Tensor;

/// The document's Adam line by line, with its gradient by hand; and the same without the correction of the bias, as in
/// the code that it was compared with.
///
/// @param rate `lr`
/// @param corrects whether the means are divided by `1 - beta^t`
record DocumentAdam(double rate, boolean corrects) {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPS = 1e-8;

    /// What goes from step to step: the point, the means of gradients and of their squares, and the steps made.
    private record State(Tensor p, Tensor expAvg, Tensor expAvgSqr, Tensor t) {}

    /// Walks from `start`.
    Way walk(Valley valley, Tensor start, int steps) {
        State first = new State(start, start.mul(0), start.mul(0), Tensor.scalar(DType.FLOAT64, 0));
        Tensor points = jit((State from) -> scanSteps((State s) -> new Step<>(next(s, valley), s.p()), from, steps + 1))
                .apply(first)
                .out();
        return new Way(points, vmap(valley::height).apply(points));
    }

    private State next(State s, Valley valley) {
        Tensor t = s.t().add(1);
        Tensor g = valley.gradient(s.p());
        Tensor expAvg = s.expAvg().mul(BETA1).add(g.mul(1 - BETA1));
        Tensor expAvgSqr = s.expAvgSqr().mul(BETA2).add(g.square().mul(1 - BETA2));
        Tensor hat = corrects ? expAvg.div(correction(BETA1, t)) : expAvg;
        Tensor sqrHat = corrects ? expAvgSqr.div(correction(BETA2, t)) : expAvgSqr;
        Tensor p = s.p().sub(hat.mul(rate).div(sqrHat.sqrt().add(EPS)));
        return new State(p, expAvg, expAvgSqr, t);
    }

    private static Tensor correction(double beta, Tensor t) {
        return Tensor.scalar(DType.FLOAT64, beta).pow(t).rsub(1);
    }
}
