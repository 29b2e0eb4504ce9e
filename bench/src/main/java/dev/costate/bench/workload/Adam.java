package dev.costate.bench.workload;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;

/// Adam as PyTorch and Optax have it: `w - rate m^ / (sqrt v^ + eps)`, with `m^ = m / (1 - b1^t)` and
/// `v^ = v / (1 - b2^t)`, `b1` = .9, `b2` = .999, `eps` = 1e-8 (Kingma and Ba, arXiv 1412.6980).
///
/// @param weights what is trained
/// @param first `m`, the mean of the gradients
/// @param second `v`, the mean of their squares
/// @param firstDecay `b1^t`
/// @param secondDecay `b2^t`
/// @param <W> the tree of the weights
record Adam<W>(W weights, W first, W second, Tensor firstDecay, Tensor secondDecay) {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    /// Before the first step.
    static <W> Adam<W> start(W weights, DType dtype) {
        var one = Tensor.scalar(dtype, 1);
        return new Adam<>(weights, Tree.zerosLike(weights), Tree.zerosLike(weights), one, one);
    }

    /// After a step down `gradient`.
    Adam<W> step(W gradient, double rate) {
        var m = Tree.map(first, gradient, (a, g) -> a.mul(BETA_1).add(g.mul(1 - BETA_1)));
        var v = Tree.map(
                second, gradient, (a, g) -> a.mul(BETA_2).add(g.square().mul(1 - BETA_2)));
        var p1 = firstDecay.mul(BETA_1);
        var p2 = secondDecay.mul(BETA_2);
        var stepSize = p1.rsub(1).reciprocal().mul(rate);
        var scale = p2.rsub(1).rsqrt();
        var next = Tree.map(
                weights,
                m,
                v,
                (w, a, b) -> w.sub(a.mul(stepSize).div(b.sqrt().mul(scale).add(EPSILON))));
        return new Adam<>(next, m, v, p1, p2);
    }
}
