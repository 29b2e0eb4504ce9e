package dev.costate.nn.loss;

import dev.costate.Tensor;
import dev.costate.ops.Activation;
import dev.costate.ops.Indexing;

/// Losses, unreduced: `Losses.squared(prediction, target).mean()`.
///
/// Those of regression take a prediction and a target of the same shape and give a loss for each element. Those
/// of classification take *logits*, scores before any softmax or sigmoid, with the classes along the last axis,
/// and give a loss for each example; from logits they are finite where the probability itself would round to 0.
public final class Losses {
    private Losses() {}

    private static void sameShape(String loss, Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new IllegalArgumentException(loss + ": the prediction is " + a.shape() + ", the target " + b.shape()
                    + "; they have to be equal, or [n,1] and [n] would be compared as [n,n]: reshape one of them");
        }
    }

    /// `(prediction - target)^2`.
    public static Tensor squared(Tensor prediction, Tensor target) {
        sameShape("squared", prediction, target);
        return prediction.sub(target).square();
    }

    /// `|prediction - target|`.
    public static Tensor absolute(Tensor prediction, Tensor target) {
        sameShape("absolute", prediction, target);
        return prediction.sub(target).abs();
    }

    /// `d^2 / 2` where `|d| <= delta`, else `delta (|d| - delta / 2)`, with `d = prediction - target`.
    ///
    /// Source: Huber, Robust estimation of a location parameter, 1964.
    public static Tensor huber(Tensor prediction, Tensor target, double delta) {
        sameShape("huber", prediction, target);
        if (!(delta > 0)) {
            throw new IllegalArgumentException("huber: delta is " + delta + "; expected a number above 0");
        }
        var size = prediction.sub(target).abs();
        // The part up to delta and what is over it: d^2 / 2 = near^2 / 2 there, and no branch has another slope.
        var near = size.minimum(delta);
        return near.square().mul(0.5).add(size.sub(near).mul(delta));
    }

    /// Cross-entropy of a softmax: `logSumExp(logits) - logits[label]`.
    ///
    /// @param logits `[..., C]`
    /// @param labels integers `[...]` from 0 to C - 1
    /// @return `[...]`
    public static Tensor crossEntropy(Tensor logits, Tensor labels) {
        return negativeLogLikelihood(Activation.logSoftmax(logits, -1), labels);
    }

    /// Cross-entropy with smoothed labels: `(1 - smoothing)` of the label's and `smoothing` of the mean of all
    /// classes'.
    ///
    /// Source: Szegedy et al., Rethinking the Inception architecture, arXiv 1512.00567.
    ///
    /// @param logits `[..., C]`
    /// @param labels integers `[...]` from 0 to C - 1
    /// @param smoothing from 0 to 1
    /// @return `[...]`
    public static Tensor crossEntropy(Tensor logits, Tensor labels, double smoothing) {
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException(
                    "crossEntropy: smoothing is " + smoothing + "; expected a number from 0 to 1");
        }
        var logs = Activation.logSoftmax(logits, -1);
        return negativeLogLikelihood(logs, labels)
                .mul(1 - smoothing)
                .sub(logs.mean(-1).mul(smoothing));
    }

    /// Cross-entropy with probabilities as targets: `-sum(target logSoftmax(logits))` over the last axis.
    ///
    /// @param logits `[..., C]`
    /// @param target `[..., C]`
    /// @return `[...]`
    public static Tensor softCrossEntropy(Tensor logits, Tensor target) {
        sameShape("softCrossEntropy", logits, target);
        return Activation.logSoftmax(logits, -1).mul(target).sum(-1).neg();
    }

    /// `-logs[label]`.
    ///
    /// @param logs logarithms of probabilities, `[..., C]`
    /// @param labels integers `[...]` from 0 to C - 1
    /// @return `[...]`
    public static Tensor negativeLogLikelihood(Tensor logs, Tensor labels) {
        var examples = logs.shape().slice(0, logs.rank() - 1);
        if (!labels.shape().equals(examples) || labels.dtype().isFloating()) {
            throw new IllegalArgumentException("negativeLogLikelihood: labels " + labels.type() + " for " + logs.type()
                    + "; expected integers " + examples + ", one for each example");
        }
        return Indexing.takeAlong(logs, labels.unsqueeze(-1), -1).squeeze(-1).neg();
    }

    /// Cross-entropy of a sigmoid: `max(x, 0) - x y + log(1 + exp(-|x|))` for the logit `x` and the target `y`.
    public static Tensor binaryCrossEntropy(Tensor logits, Tensor target) {
        sameShape("binaryCrossEntropy", logits, target);
        return logits.relu()
                .sub(logits.mul(target))
                .add(logits.abs().neg().exp().log1p());
    }

    /// Kullback and Leibler's `target (log target - logs)`, 0 where the target is 0.
    ///
    /// @param logs logarithms of the predicted probabilities
    /// @param target probabilities
    public static Tensor kullbackLeibler(Tensor logs, Tensor target) {
        sameShape("kullbackLeibler", logs, target);
        var isPositive = target.gt(0);
        var safe = isPositive.select(target, 1);
        return isPositive.select(target.mul(safe.log().sub(logs)), 0);
    }

    /// `max(0, 1 - target score)` for targets of -1 and 1.
    public static Tensor hinge(Tensor score, Tensor target) {
        sameShape("hinge", score, target);
        return score.mul(target).rsub(1).relu();
    }

    /// `1 - a . b / (|a| |b|)` along the last axis.
    ///
    /// @param a `[..., D]`
    /// @param b `[..., D]`
    /// @return `[...]`
    public static Tensor cosine(Tensor a, Tensor b) {
        sameShape("cosine", a, b);
        // As PyTorch: no length under 1e-8.
        var lengths = a.square().sum(-1).mul(b.square().sum(-1)).maximum(1e-16).sqrt();
        return a.mul(b).sum(-1).div(lengths).rsub(1);
    }
}
