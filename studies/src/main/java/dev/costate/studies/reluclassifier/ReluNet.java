package dev.costate.studies.reluclassifier;

import dev.costate.Tensor;

/// A net of two layers of ReLU units, whose matrices have the biases in their last columns, as the document has
/// them.
///
/// @param w from the inputs to the hidden units, `[hidden, inputs + 1]`
/// @param v from the hidden units to the classes, `[classes, hidden + 1]`
record ReluNet(Tensor w, Tensor v) {
    /// The document's weights.
    static final ReluNet DOCUMENT = new ReluNet(
            Tensor.of(new double[][] {{1, 0, -1}, {0, 1, -1}, {-1, 0, -1}, {0, -1, -1}}),
            Tensor.of(new double[][] {{1, 1, 1, 1, 0}, {-1, -1, -1, -1, 2}}));

    /// The inputs of the hidden units, `[..., inputs] -> [..., hidden]`.
    Tensor z(Tensor x) {
        return affine(w, x);
    }

    /// The outputs of the hidden units, `[..., inputs] -> [..., hidden]`.
    Tensor hidden(Tensor x) {
        return z(x).relu();
    }

    /// The inputs of the last units, `[..., inputs] -> [..., classes]`.
    Tensor u(Tensor x) {
        return affine(v, hidden(x));
    }

    /// What enters the softmax, `[..., inputs] -> [..., classes]`.
    Tensor scores(Tensor x) {
        return u(x).relu();
    }

    /// How much the first score is above the second, `[..., inputs] -> [...]`: the sign decides.
    Tensor margin(Tensor x) {
        var scores = scores(x);
        return scores.get("..., 0").sub(scores.get("..., 1"));
    }

    /// The outputs at an inverse temperature, `[..., inputs] -> [..., classes]`.
    Tensor output(Tensor x, double beta) {
        return scores(x).mul(beta).softmax(-1);
    }

    private static Tensor affine(Tensor matrix, Tensor x) {
        return x.matmul(matrix.get(":, :-1").transpose()).add(matrix.get(":, -1"));
    }
}
