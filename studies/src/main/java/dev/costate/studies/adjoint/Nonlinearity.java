package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.ops.Activation;

/// The function `s` that is applied to every component of the state before the weights act on it.
public enum Nonlinearity {
    /// `s(x) = tanh x`, `s' = 1 - s^2`.
    TANH,
    /// `s(x) = max(x, 0)`, `s' = 1` where `x > 0` and 0 elsewhere, at the kink too.
    RELU,
    /// `s(x) = 1 / (1 + e^-x)`, `s' = s (1 - s)`.
    SIGMOID,
    /// `s(x) = ln(1 + e^x)`, `s' = 1 / (1 + e^-x)`.
    SOFTPLUS;

    /// The name as one writes it.
    String label() {
        return this == RELU ? "ReLU" : name().toLowerCase(java.util.Locale.ROOT);
    }

    /// `s(x)`, of the shape of `x`.
    public Tensor of(Tensor x) {
        return switch (this) {
            case TANH -> x.tanh();
            case RELU -> x.relu();
            case SIGMOID -> x.sigmoid();
            case SOFTPLUS -> Activation.softplus(x);
        };
    }

    /// `s'(x)`, of the shape of `x`, as one writes it by hand.
    public Tensor slope(Tensor x) {
        return switch (this) {
            case TANH -> x.tanh().square().rsub(1);
            case RELU -> x.gt(0).to(x.dtype());
            case SIGMOID -> x.sigmoid().mul(x.sigmoid().rsub(1));
            case SOFTPLUS -> x.sigmoid();
        };
    }
}
