package dev.costate.nn.loss;

import dev.costate.Tensor;

/// How the losses of elements or examples become one number.
public enum Reduction {
    /// They stay as they are.
    NONE,
    /// Their sum.
    SUM,
    /// Their mean; with weights `sum(w l) / sum(w)`.
    MEAN;

    /// The reduction of `losses`.
    public Tensor of(Tensor losses) {
        return switch (this) {
            case NONE -> losses;
            case SUM -> losses.sum();
            case MEAN -> losses.mean();
        };
    }

    /// The reduction of `losses`, each with its weight.
    ///
    /// @param weights a shape that broadcasts to that of `losses`, which stays as it is
    public Tensor of(Tensor losses, Tensor weights) {
        Weights.check("reduction", "the weight", weights, losses.shape());
        var weighted = losses.mul(weights);
        return switch (this) {
            case NONE -> weighted;
            case SUM -> weighted.sum();
            case MEAN ->
                weighted.sum().div(weights.broadcastTo(losses.shape().dims()).sum());
        };
    }
}
