package dev.costate.nn.optim;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.TraceException;

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

    /// `value`, which is above 0; it may be infinite.
    ///
    /// @param of whose it is, as the user calls it
    /// @param name what the user calls it
    static double positive(String of, String name, double value) {
        return checked(value > 0, of, name, value, "a number above 0");
    }

    /// `value`, which is finite and not negative.
    static double notNegative(String of, String name, double value) {
        return checked(value >= 0 && Double.isFinite(value), of, name, value, "a finite number of at least 0");
    }

    /// `value`, from 0 to less than 1.
    static double fraction(String of, String name, double value) {
        return checked(value >= 0 && value < 1, of, name, value, "0 <= " + name + " < 1");
    }

    /// The learning rate of an optimiser.
    static double rate(String optimiser, double value) {
        return checked(
                value >= 0 && Double.isFinite(value),
                optimiser,
                "the learning rate",
                value,
                "a finite number of at least 0, where 0 changes nothing");
    }

    /// A scalar that a member may have for its own, in float64; what it is can be checked where nothing traces it.
    static Tensor number(String of, String name, Tensor value) {
        if (value.rank() != 0 || !value.dtype().isFloating()) {
            throw new IllegalArgumentException(of + ": " + name + " is " + value.type()
                    + "; expected a floating scalar, and vmap gives each member its own");
        }
        var number = value.to(DType.FLOAT64);
        try {
            notNegative(of, name, number.item());
        } catch (TraceException _) {
            return number;
        }
        return number;
    }

    private static double checked(boolean holds, String of, String name, double value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(of + ": " + name + " is " + value + "; expected " + expected);
        }
        return value;
    }
}
