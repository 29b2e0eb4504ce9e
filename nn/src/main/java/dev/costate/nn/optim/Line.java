package dev.costate.nn.optim;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ValueAndGrad;
import dev.costate.function.Fn1;

/// The loss along a line, `phi(t) = f(x + t d)`.
///
/// @param f the loss of a vector, with its gradient
/// @param x the line's origin
/// @param direction its direction `d`
/// @param start the trial at `t = 0`
/// @param goesOn whether to search at all, `bool[]`: a member that has ended is not to keep the others waiting
/// @param most how many evaluations there may be, `i32[]`
public record Line(
        Fn1<Tensor, ValueAndGrad<Tensor>> f, Tensor x, Tensor direction, Trial start, Tensor goesOn, Tensor most) {
    /// The trial at `step`, which costs one evaluation.
    public Trial at(Tensor step) {
        ValueAndGrad<Tensor> y = f.apply(point(step));
        return new Trial(
                step, y.value().to(DType.FLOAT64), y.grad().mul(direction).sum().to(DType.FLOAT64), y.grad());
    }

    /// `x + step d`.
    Tensor point(Tensor step) {
        return x.add(direction.mul(Hyper.as(x, step)));
    }

    /// Armijo's condition that the value falls at least by `c` times what the slope at the start promises:
    /// `phi(t) <= phi(0) + c t phi'(0)`. It does not hold where the value is NaN.
    Tensor falls(Trial trial, double c) {
        return trial.value().le(start.value().add(trial.step().mul(c).mul(start.slope())));
    }
}
