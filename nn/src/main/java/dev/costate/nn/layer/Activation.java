package dev.costate.nn.layer;

import dev.costate.Tensor;

/// The usual activations as layers without weights.
public enum Activation implements Layer {
    /// `max(x, 0)`.
    RELU {
        @Override
        public Tensor apply(Tensor x) {
            return x.relu();
        }
    },
    /// `min(max(x, 0), 6)`.
    RELU6 {
        @Override
        public Tensor apply(Tensor x) {
            return x.clamp(0, 6);
        }
    },
    /// `x` where positive, else `.01 x`.
    LEAKY_RELU {
        @Override
        public Tensor apply(Tensor x) {
            return dev.costate.ops.Activation.leakyRelu(x, 0.01);
        }
    },
    /// `x` where positive, else `exp(x) - 1`.
    ELU {
        @Override
        public Tensor apply(Tensor x) {
            return dev.costate.ops.Activation.elu(x, 1);
        }
    },
    /// `1.0507 x` where positive, else `1.0507 * 1.6733 (exp(x) - 1)`.
    ///
    /// Source: Klambauer et al., Self-normalizing neural networks, arXiv 1706.02515.
    SELU {
        @Override
        public Tensor apply(Tensor x) {
            return dev.costate.ops.Activation.elu(x, 1.6732632423543772848170429916717)
                    .mul(1.0507009873554804934193349852946);
        }
    },
    /// `log(1 + exp(x))`.
    SOFTPLUS {
        @Override
        public Tensor apply(Tensor x) {
            return dev.costate.ops.Activation.softplus(x);
        }
    },
    /// `x / (1 + |x|)`.
    SOFTSIGN {
        @Override
        public Tensor apply(Tensor x) {
            return x.div(x.abs().add(1));
        }
    },
    /// `x sigmoid(x)`.
    SILU {
        @Override
        public Tensor apply(Tensor x) {
            return dev.costate.ops.Activation.silu(x);
        }
    },
    /// `x tanh(log(1 + exp(x)))`.
    MISH {
        @Override
        public Tensor apply(Tensor x) {
            return x.mul(dev.costate.ops.Activation.softplus(x).tanh());
        }
    },
    /// `x Phi(x)` with the normal distribution's `Phi`.
    GELU {
        @Override
        public Tensor apply(Tensor x) {
            return dev.costate.ops.Activation.gelu(x);
        }
    },
    /// `1 / (1 + exp(-x))`.
    SIGMOID {
        @Override
        public Tensor apply(Tensor x) {
            return x.sigmoid();
        }
    },
    /// `min(max(x / 6 + 1 / 2, 0), 1)`.
    HARD_SIGMOID {
        @Override
        public Tensor apply(Tensor x) {
            return x.div(6).add(0.5).clamp(0, 1);
        }
    },
    /// `tanh x`.
    TANH {
        @Override
        public Tensor apply(Tensor x) {
            return x.tanh();
        }
    }
}
