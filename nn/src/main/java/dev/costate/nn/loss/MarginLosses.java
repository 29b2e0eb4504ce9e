package dev.costate.nn.loss;

import dev.costate.Tensor;

/// Losses that are 0 once a score is on the right side by a margin, unreduced. Targets are 1 and -1.
public final class MarginLosses {
    private MarginLosses() {}

    private static void require(String loss, Tensor score, Tensor target) {
        require(loss, "the score", score, "the target", target);
    }

    private static void require(String loss, String one, Tensor a, String other, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new IllegalArgumentException(loss + ": " + one + " is " + a.shape() + ", " + other + " " + b.shape()
                    + "; they have to be equal: reshape one of them");
        }
    }

    /// `max(0, 1 - target score)`.
    public static Tensor hinge(Tensor score, Tensor target) {
        require("hinge", score, target);
        return score.mul(target).rsub(1).relu();
    }

    /// `distance` where the target is 1, `max(0, margin - distance)` where it is -1.
    ///
    /// @param distance of pairs that belong together (1) or do not (-1)
    /// @param target the same shape
    public static Tensor hingeEmbedding(Tensor distance, Tensor target, double margin) {
        require("hingeEmbedding", "the distance", distance, "the target", target);
        return target.gt(0).select(distance, distance.rsub(margin).relu());
    }

    /// `max(0, margin - target (a - b))`: `a` should be larger than `b` (1) or smaller (-1).
    ///
    /// @param a scores
    /// @param b scores of the same shape
    /// @param target the same shape
    public static Tensor ranking(Tensor a, Tensor b, Tensor target, double margin) {
        require("ranking", "a", a, "b", b);
        require("ranking", a, target);
        return a.sub(b).mul(target).rsub(margin).relu();
    }

    /// `1 - cos(a, b)` where the target is 1, `max(0, cos(a, b) - margin)` where it is -1.
    ///
    /// @param a `[..., D]`
    /// @param b `[..., D]`
    /// @param target `[...]`
    /// @return `[...]`
    public static Tensor cosineEmbedding(Tensor a, Tensor b, Tensor target, double margin) {
        var similarity = Losses.cosineSimilarity("cosineEmbedding", a, b);
        require("cosineEmbedding", "the similarity", similarity, "the target", target);
        return target.gt(0).select(similarity.rsub(1), similarity.sub(margin).relu());
    }
}
