package dev.costate.nn.layer;

import dev.costate.Tensor;
import java.util.function.UnaryOperator;

/// The usual activations as layers without weights.
public enum Activation implements Layer {
    /// `max(x, 0)`.
    RELU(Tensor::relu),
    /// `min(max(x, 0), 6)`.
    RELU6(x -> x.clamp(0, 6)),
    /// `x` where positive, else `.01 x`.
    LEAKY_RELU(x -> dev.costate.ops.Activation.leakyRelu(x, 0.01)),
    /// `x` where positive, else `exp(x) - 1`.
    ELU(x -> dev.costate.ops.Activation.elu(x, 1)),
    /// `1.0507 x` where positive, else `1.0507 * 1.6733 (exp(x) - 1)`.
    ///
    /// Source: Klambauer et al., Self-normalizing neural networks, arXiv 1706.02515.
    SELU(x -> dev.costate.ops.Activation.elu(x, 1.6732632423543772848170429916717)
            .mul(1.0507009873554804934193349852946)),
    /// `log(1 + exp(x))`.
    SOFTPLUS(dev.costate.ops.Activation::softplus),
    /// `x / (1 + |x|)`.
    SOFTSIGN(x -> x.div(x.abs().add(1))),
    /// `x sigmoid(x)`.
    SILU(dev.costate.ops.Activation::silu),
    /// `x tanh(log(1 + exp(x)))`.
    MISH(x -> x.mul(dev.costate.ops.Activation.softplus(x).tanh())),
    /// `x Phi(x)` with the normal distribution's `Phi`.
    GELU(dev.costate.ops.Activation::gelu),
    /// `1 / (1 + exp(-x))`.
    SIGMOID(Tensor::sigmoid),
    /// `min(max(x / 6 + 1 / 2, 0), 1)`.
    HARD_SIGMOID(x -> x.div(6).add(0.5).clamp(0, 1)),
    /// `tanh x`.
    TANH(Tensor::tanh);

    private final UnaryOperator<Tensor> function;

    Activation(UnaryOperator<Tensor> function) {
        this.function = function;
    }

    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }
}
