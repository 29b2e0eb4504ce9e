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
    static Schedule constant(double value) {
        return step -> Tensor.scalar(DType.FLOAT64, value);
    }

    /// The same value in every step, such as a member's own of an ensemble.
    ///
    /// @param value a floating-point scalar
    static Schedule constant(Tensor value) {
        return step -> value.to(DType.FLOAT64);
    }

    /// This times `factor`.
    default Schedule times(double factor) {
        return step -> at(step).mul(factor);
    }
}
