package dev.costate.studies.lstmcell;

import static dev.costate.Costate.grad;

import dev.costate.Tensor;

/// How much an output changes with the one before it, for each step of a run.
///
/// @param trueSlopes by a formula that loses no digits
/// @param byAutodiff by autodiff through the step
record Slopes(double[] trueSlopes, double[] byAutodiff) {
    static Slopes along(Seen seen, Tensor bits) {
        int steps = bits.dim(0);
        var slopes = new Slopes(new double[steps], new double[steps]);
        for (int t = 0; t < steps; t++) {
            double last = t == 0 ? 0 : seen.h().get(t - 1).item();
            double x = bits.get(t).item();
            slopes.trueSlopes[t] = trueSlope(last, x);
            slopes.byAutodiff[t] = autodiff(last, x);
        }
        return slopes;
    }

    /// `o sech(c)^2 i sech(a)^2 (-100)` with `a = 50 x - 100 h` and `c = i tanh(a)`; the forget gate lets
    /// nothing through.
    static double trueSlope(double last, double x) {
        double a = 50 * x - 100 * last;
        double i = 1 / (1 + Math.exp(-100 * x - 100));
        double o = 1 / (1 + Math.exp(-100 * x));
        return -100 * o * i * squaredSech(a) * squaredSech(i * Math.tanh(a));
    }

    static double autodiff(double last, double x) {
        return grad((Tensor h) -> Cell.step(Weights.DOCUMENT, new State(h, Tensor.scalar(0)), Tensor.scalar(x))
                        .h())
                .apply(Tensor.scalar(last))
                .item();
    }

    /// The derivative of `tanh`, `4 e^(-2|a|) / (1 + e^(-2|a|))^2`, which does not go through `1 - tanh(a)^2`.
    static double squaredSech(double a) {
        double power = Math.exp(-2 * Math.abs(a));
        return 4 * power / ((1 + power) * (1 + power));
    }

    /// The derivative of `tanh` as autodiff has it, `1 - tanh(a)^2`: 0 beyond 19.06, where `tanh` is rounded
    /// to 1.
    static double roundedSquaredSech(double a) {
        double g = Math.tanh(a);
        return 1 - g * g;
    }
}
