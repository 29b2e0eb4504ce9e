package dev.costate.nn.loss;

import dev.costate.Tensor;
import dev.costate.ops.Activation;
import dev.costate.ops.Indexing;
import java.util.OptionalInt;

/// Losses, unreduced: `Losses.squared(prediction, target).mean()`.
///
/// Those of regression take a prediction and a target of the same shape and give a loss for each element.
/// Those of classification take *logits*, scores before any softmax or sigmoid, with the classes along the
/// last axis, and give a loss for each example; from logits they are finite where the probability itself
/// would round to 0.
public final class Losses {
    private Losses() {}

    private static void sameShape(String loss, Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new IllegalArgumentException(loss + ": the prediction is " + a.shape() + ", the target " + b.shape()
                    + "; they have to be equal, or [n,1] and [n] would be compared as [n,n]: reshape one of them");
        }
    }

    private static void above0(String loss, String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(loss + ": " + name + " is " + value + "; expected a number above 0");
        }
    }

    /// Fails unless there is a last axis to sum over.
    private static void lastAxis(String loss, Tensor x, String expected) {
        if (x.rank() == 0) {
            throw new IllegalArgumentException(loss + ": given " + x.type() + "; expected " + expected);
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
        above0("huber", "delta", delta);
        return quadraticUpTo(delta, prediction, target);
    }

    private static Tensor quadraticUpTo(double delta, Tensor prediction, Tensor target) {
        var size = prediction.sub(target).abs();
        // The part up to delta and what is over it: d^2 / 2 = near^2 / 2 there, and no branch has another slope.
        var near = size.minimum(delta);
        return near.square().mul(0.5).add(size.sub(near).mul(delta));
    }

    /// [#huber] by `beta`: `d^2 / (2 beta)` where `|d| <= beta`, else `|d| - beta / 2`.
    ///
    /// Source: Girshick, Fast R-CNN, arXiv 1504.08083.
    public static Tensor smoothAbsolute(Tensor prediction, Tensor target, double beta) {
        sameShape("smoothAbsolute", prediction, target);
        above0("smoothAbsolute", "beta", beta);
        return quadraticUpTo(beta, prediction, target).div(beta);
    }

    /// Cross-entropy of a softmax: `logSumExp(logits) - logits[label]`. [CrossEntropy] has weights of
    /// classes, smoothed labels and labels to ignore.
    ///
    /// @param logits `[..., C]`
    /// @param labels integers `[...]` from 0 to C - 1
    /// @return `[...]`
    public static Tensor crossEntropy(Tensor logits, Tensor labels) {
        Labels.check("crossEntropy", logits, labels, OptionalInt.empty());
        return picked(Activation.logSoftmax(logits, -1), labels);
    }

    /// Cross-entropy with probabilities as targets: `-sum(target logSoftmax(logits))` over the last axis.
    ///
    /// @param logits `[..., C]`
    /// @param target `[..., C]`
    /// @return `[...]`
    public static Tensor softCrossEntropy(Tensor logits, Tensor target) {
        sameShape("softCrossEntropy", logits, target);
        lastAxis("softCrossEntropy", logits, "[...,classes]");
        return Activation.logSoftmax(logits, -1).mul(target).sum(-1).neg();
    }

    /// `-logs[label]`.
    ///
    /// @param logs logarithms of probabilities, `[..., C]`
    /// @param labels integers `[...]` from 0 to C - 1
    /// @return `[...]`
    public static Tensor negativeLogLikelihood(Tensor logs, Tensor labels) {
        Labels.check("negativeLogLikelihood", logs, labels, OptionalInt.empty());
        return picked(logs, labels);
    }

    private static Tensor picked(Tensor logs, Tensor labels) {
        return Indexing.takeAlong(logs, labels.unsqueeze(-1), -1).squeeze(-1).neg();
    }

    /// Cross-entropy of a sigmoid: `max(x, 0) - x y + log(1 + exp(-|x|))` for the logit `x` and the target
    /// `y`.
    public static Tensor binaryCrossEntropy(Tensor logits, Tensor target) {
        sameShape("binaryCrossEntropy", logits, target);
        return logits.relu()
                .sub(logits.mul(target))
                .add(logits.abs().neg().exp().log1p());
    }

    /// The same with the positive targets' part times a weight: `(1 - y) x + (1 + (w - 1) y) log(1 +
    /// exp(-x))`.
    ///
    /// @param positiveWeight a shape that broadcasts to that of the logits
    public static Tensor binaryCrossEntropy(Tensor logits, Tensor target, Tensor positiveWeight) {
        sameShape("binaryCrossEntropy", logits, target);
        Weights.check("binaryCrossEntropy", "the positive weight", positiveWeight, logits.shape());
        var factor = positiveWeight.sub(1).mul(target).add(1);
        return logits.mul(target.rsub(1)).add(factor.mul(Activation.softplus(logits.neg())));
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

    /// The same of logarithms on both sides: `exp(logTarget) (logTarget - logs)`.
    ///
    /// @param logs logarithms of the predicted probabilities
    /// @param logTarget logarithms of probabilities
    public static Tensor kullbackLeiblerOfLogs(Tensor logs, Tensor logTarget) {
        sameShape("kullbackLeiblerOfLogs", logs, logTarget);
        return logTarget.exp().mul(logTarget.sub(logs));
    }

    /// `a . b / (|a| |b|)` along the last axis; as in PyTorch, no `|a| |b|` is under 1e-8.
    ///
    /// @param a `[..., D]`
    /// @param b `[..., D]`
    /// @return `[...]`
    public static Tensor cosineSimilarity(Tensor a, Tensor b) {
        return cosineSimilarity("cosineSimilarity", a, b);
    }

    /// The same for a loss that the user calls `name`.
    static Tensor cosineSimilarity(String name, Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new IllegalArgumentException(
                    name + ": a is " + a.shape() + ", b " + b.shape() + "; they have to be equal, [..., D]");
        }
        lastAxis(name, a, "[..., D]");
        var lengths = a.square().sum(-1).mul(b.square().sum(-1)).maximum(1e-16).sqrt();
        return a.mul(b).sum(-1).div(lengths);
    }

    /// `1 - a . b / (|a| |b|)` along the last axis.
    ///
    /// @param a `[..., D]`
    /// @param b `[..., D]`
    /// @return `[...]`
    public static Tensor cosine(Tensor a, Tensor b) {
        return cosineSimilarity("cosine", a, b).rsub(1);
    }
}
