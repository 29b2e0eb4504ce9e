package dev.costate.studies.reluclassifier;

import dev.costate.Tensor;

/// The document's softmax, `np.exp(x) / np.sum(np.exp(x))`, word for word.
///
/// It overflows where a score is above `ln` of the largest number, and it sums over all that it is given, so
/// that of several columns none is a distribution. [Tensor#softmax] subtracts the largest score first and knows
/// its axis.
final class NaiveSoftmax {
    private NaiveSoftmax() {}

    static Tensor of(Tensor scores) {
        return scores.exp().div(scores.exp().sum());
    }
}
