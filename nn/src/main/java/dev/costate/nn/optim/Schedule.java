package dev.costate.nn.optim;

import dev.costate.DType;
import dev.costate.Tensor;

/// A hyper-parameter as a function of the step, such as a learning rate that falls. [Schedules] has the usual
/// ones.
@FunctionalInterface
public interface Schedule {
    /// The value in a step.
    ///
    /// @param step how many steps were made before, `f64[]`
    /// @return `f64[]`
    Tensor at(Tensor step);

    /// The same value in every step.
    ///
    /// @param value finite and not negative
    static Schedule constant(double value) {
        Hyper.notNegative("schedule", "the value", value);
        return step -> Tensor.scalar(DType.FLOAT64, value);
    }

    /// The same value in every step, such as a member's own of an ensemble.
    ///
    /// @param value a floating-point scalar, finite and not negative (which is checked unless it is traced)
    static Schedule constant(Tensor value) {
        var number = Hyper.number("schedule", "the value", value);
        return step -> number;
    }

    /// This times `factor`, which is finite and not negative.
    default Schedule times(double factor) {
        Hyper.notNegative("schedule", "the factor", factor);
        return step -> at(step).mul(factor);
    }
}
