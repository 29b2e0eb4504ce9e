package dev.costate.nn.optim;

import dev.costate.DType;
import dev.costate.Tensor;

/// Arithmetic of hyper-parameters, in float64 whatever the parameters are.
final class Hyper {
    private Hyper() {}

    /// The steps made before, as a number.
    static Tensor before(OptimiserState<?> state) {
        return state.step().to(DType.FLOAT64);
    }

    /// The number of the step that is being made, from 1 on.
    static Tensor now(OptimiserState<?> state) {
        return before(state).add(1);
    }

    /// `1 - decay^t`, `t` from 1 on.
    static Tensor correction(double decay, Tensor t) {
        return Tensor.scalar(DType.FLOAT64, decay).pow(t).rsub(1);
    }

    /// A number of steps, `i32[]`.
    static Tensor count(int n) {
        return Tensor.scalar(DType.INT32, n);
    }

    /// The number in the element type of `like`.
    static Tensor as(Tensor like, Tensor number) {
        return number.to(like.dtype());
    }

    static double positive(String of, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(of + " is " + value + "; expected a number above 0");
        }
        return value;
    }

    static double fraction(String of, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(of + " is " + value + "; expected 0 <= " + of + " < 1");
        }
        return value;
    }
}
