package dev.costate.nn.layer;

import dev.costate.Tensor;
import dev.costate.ops.Layout;
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
    TANH(Tensor::tanh),
    /// `x`.
    IDENTITY(x -> x),
    /// `max(x, 0) + min(exp(x) - 1, 0)`, the same as [#ELU] as long as its factor is 1.
    ///
    /// Source: Barron, Continuously differentiable exponential linear units, arXiv 1704.07483.
    CELU(x -> dev.costate.ops.Activation.elu(x, 1)),
    /// `x / 2 (1 + tanh(sqrt(2 / pi) (x + .044715 x^3)))`, close to [#GELU].
    GELU_TANH(x -> x.mul(0.5)
            .mul(x.add(x.square().mul(x).mul(0.044715))
                    .mul(Math.sqrt(2 / Math.PI))
                    .tanh()
                    .add(1))),
    /// `x min(max(x / 6 + 1 / 2, 0), 1)`.
    ///
    /// Source: Howard et al., Searching for MobileNetV3, arXiv 1905.02244.
    HARD_SWISH(x -> x.mul(HARD_SIGMOID.apply(x))),
    /// `min(max(x, -1), 1)`.
    HARD_TANH(x -> x.clamp(-1, 1)),
    /// `x - tanh x`.
    TANH_SHRINK(x -> x.sub(x.tanh())),
    /// `x - 1/2` above 1/2, `x + 1/2` below -1/2, else 0.
    SOFT_SHRINK(x -> x.sub(x.clamp(-0.5, 0.5))),
    /// `x` above 1/2 and below -1/2, else 0.
    HARD_SHRINK(x -> x.abs().gt(0.5).select(x, 0)),
    /// `-log(1 + exp(-x))`.
    LOG_SIGMOID(x -> dev.costate.ops.Activation.softplus(x.neg()).neg()),
    /// `exp(x) / sum(exp(x))` along the last axis.
    SOFTMAX(x -> x.softmax(-1)),
    /// `x - log(sum(exp(x)))` along the last axis.
    LOG_SOFTMAX(x -> dev.costate.ops.Activation.logSoftmax(x, -1)),
    /// `a sigmoid(b)` of the two halves `a, b` of the last axis.
    ///
    /// Source: Dauphin et al., Language modeling with gated convolutional networks, arXiv 1612.08083.
    GLU(Activation::glu);

    // The functions above hold nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final UnaryOperator<Tensor> function;

    Activation(UnaryOperator<Tensor> function) {
        this.function = function;
    }

    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }

    private static Tensor glu(Tensor x) {
        if (x.rank() == 0 || x.dim(x.rank() - 1) % 2 != 0) {
            throw new IllegalArgumentException(
                    "GLU: the input is " + x.shape() + "; its last axis has to be of two halves");
        }
        var half = x.dim(x.rank() - 1) / 2;
        var parts = Layout.split(x, -1, half, half);
        return parts.getFirst().mul(parts.getLast().sigmoid());
    }
}
