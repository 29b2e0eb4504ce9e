package dev.costate.studies.adjoint;

import dev.costate.Shape;
import dev.costate.Tensor;

/// The optimal control problem whose solution is a trained network: steer every input to its target.
///
/// With the controls `V_k`, `b_k` on the steps `k = 1..NT-1` of length `dt = T / (NT - 1)`:
/// ```
/// state  x_{k+1} = x_k + dt (V_k s(x_k) + b_k),  x_1 = input
/// cost   J = 1/2 sum_i |x_NT - y|^2
///          + dt w1/2 sum_{k=2}^{NT-1} sum_i |x_k - y|^2
///          + dt w2/2 sum_{k=1}^{NT-1} (|V_k|_F^2 + |b_k|^2)
/// ```
/// It is a tree whose tensors are the samples; everything else is static.
///
/// @param inputs the samples' first states, `f64[I, N]`
/// @param targets where they should end, `f64[I, N]`
/// @param timePoints `NT`, at least 2
/// @param horizon `T`
/// @param running `w1`, the weight of the distance to the targets on the way
/// @param penalty `w2`, the weight of the controls' size
/// @param nonlinearity `s`
record ControlProblem(
        Tensor inputs,
        Tensor targets,
        int timePoints,
        double horizon,
        double running,
        double penalty,
        Nonlinearity nonlinearity) {
    /// @throws IllegalArgumentException if there is no step, or the samples are not `[I, N]` both
    ControlProblem {
        if (timePoints < 2) {
            throw new IllegalArgumentException(
                    "control problem: NT = %d has no step; give at least 2 points in time, the input and one state after it"
                            .formatted(timePoints));
        }
        if (!(horizon > 0)) {
            throw new IllegalArgumentException(
                    "control problem: the horizon T is %s; it must be positive".formatted(horizon));
        }
        if (inputs.rank() != 2 || !inputs.shape().equals(targets.shape())) {
            throw new IllegalArgumentException(
                    "control problem: inputs %s and targets %s; both are [I, N], a sample a row"
                            .formatted(inputs.type(), targets.type()));
        }
    }

    /// `I`.
    int samples() {
        return inputs.dim(0);
    }

    /// `N`.
    int dimension() {
        return inputs.dim(1);
    }

    /// `NT - 1`.
    int steps() {
        return timePoints - 1;
    }

    /// `dt = T / (NT - 1)`.
    double dt() {
        return horizon / steps();
    }

    /// The shape of the states at all points in time: `[NT, I, N]`.
    Shape stateShape() {
        return Shape.of(timePoints, samples(), dimension());
    }

    /// The problem of these samples alone.
    ///
    /// Its cost times `I / rows.length` estimates this problem's without bias if the rows are drawn at random,
    /// so its penalty is the matching part of the whole one.
    ControlProblem batch(int[] rows) {
        Tensor places = Tensor.of(rows);
        return new ControlProblem(
                inputs.take(places, 0),
                targets.take(places, 0),
                timePoints,
                horizon,
                running,
                penalty * rows.length / samples(),
                nonlinearity);
    }

    /// The problem with other weights in the cost.
    ControlProblem weighing(double running, double penalty) {
        return new ControlProblem(inputs, targets, timePoints, horizon, running, penalty, nonlinearity);
    }

    /// The problem on another grid in time.
    ControlProblem lasting(double horizon, int timePoints) {
        return new ControlProblem(inputs, targets, timePoints, horizon, running, penalty, nonlinearity);
    }
}
