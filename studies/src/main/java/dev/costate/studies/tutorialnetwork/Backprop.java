package dev.costate.studies.tutorialnetwork;

import dev.costate.Tensor;

/// The net forward and backward, right or with one of the document's mistakes, its shapes put right.
///
/// ```
/// h = s(x inHid^T)    o = s(h hidOut^T)    L = 1/2 sum((o - y)^2)
/// d_out = (o - y) o (1 - o)                 dL/dhidOut = d_out^T h
/// d_h = (d_out hidOut) h (1 - h)            dL/dinHid = d_h^T x
/// ```
enum Backprop {
    RIGHT("right"),

    /// `1 / (1 + exp(z))` is `s(-z)`, whose derivative is `-s (1 - s)`; the document's has no sign.
    SIGMOID_OF_MINUS_Z("s(-z) for s(z)") {
        @Override
        Tensor sigmoid(Tensor z) {
            return z.neg().sigmoid();
        }
    },

    /// `sum(hidOut + h)` for the dot product of the two; the backward pass is right for it.
    SUM_FOR_DOT("a sum for the dot product") {
        @Override
        Tensor combined(Tensor hidden, Net net) {
            return hidden.add(net.hidOut()).sum(1).unsqueeze(1);
        }

        @Override
        Tensor atHidOut(Tensor atOutput, Tensor hidden) {
            return atOutput.mul(hidden.mul(0).add(1)).sum(0).unsqueeze(0);
        }

        @Override
        Tensor backThrough(Tensor atOutput, Net net) {
            return atOutput.broadcastTo(Xnor.SIZE, net.neurons());
        }
    },

    /// `(s (1 - s)^T) r` for `s (1 - s) r`.
    OUTER_FOR_PRODUCT("an outer product for s (1 - s)") {
        @Override
        Tensor atOutput(Tensor output) {
            return output.matmul(output.rsub(1).transpose()).matmul(output.sub(Xnor.Y));
        }
    },

    /// `d_out / h` for `d_out h`, as in the tutorial.
    DIVIDED_BY_ACTIVATION("divided by the activations") {
        @Override
        Tensor atHidOut(Tensor atOutput, Tensor hidden) {
            return atOutput.div(hidden).sum(0).unsqueeze(0);
        }
    },

    /// `d_out / hidOut` for `d_out hidOut`, as in the tutorial.
    DIVIDED_BY_WEIGHTS("divided by the weights") {
        @Override
        Tensor backThrough(Tensor atOutput, Net net) {
            return atOutput.div(net.hidOut());
        }
    };

    private final String label;

    Backprop(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    // ---- what a mistake may change -----------------------------------------------------------------------------

    Tensor sigmoid(Tensor z) {
        return z.sigmoid();
    }

    /// What the output takes the sigmoid of, `[4, 1]`.
    Tensor combined(Tensor hidden, Net net) {
        return hidden.matmul(net.hidOut().transpose());
    }

    /// `d_out`, `[4, 1]`.
    Tensor atOutput(Tensor output) {
        return output.sub(Xnor.Y).mul(output).mul(output.rsub(1));
    }

    /// `dL/dhidOut`, `[1, n]`.
    Tensor atHidOut(Tensor atOutput, Tensor hidden) {
        return atOutput.transpose().matmul(hidden);
    }

    /// `d_out` on its way back through `hidOut`, `[4, n]`.
    Tensor backThrough(Tensor atOutput, Net net) {
        return atOutput.matmul(net.hidOut());
    }

    // ---- forward and backward ----------------------------------------------------------------------------------

    /// What the neurons say to inputs `[m, 2]`, `[m, n]`.
    final Tensor hidden(Net net, Tensor x) {
        return sigmoid(x.matmul(net.inHid().transpose()));
    }

    /// The answers to inputs `[m, 2]`, `[m, 1]`.
    final Tensor output(Net net, Tensor x) {
        return sigmoid(combined(hidden(net, x), net));
    }

    /// `1/2 sum((o - y)^2)`, `[]`.
    final Tensor loss(Net net) {
        return output(net, Xnor.X).sub(Xnor.Y).square().sum().mul(0.5);
    }

    /// What it takes for the gradient of [#loss].
    final Net gradient(Net net) {
        Tensor hidden = hidden(net, Xnor.X);
        Tensor atOutput = atOutput(sigmoid(combined(hidden, net)));
        Tensor atHidden = backThrough(atOutput, net).mul(hidden).mul(hidden.rsub(1));
        return new Net(atHidden.transpose().matmul(Xnor.X), atHidOut(atOutput, hidden));
    }
}
