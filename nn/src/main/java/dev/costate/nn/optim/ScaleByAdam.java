package dev.costate.nn.optim;

import dev.costate.Tree;

/// Adam's direction: `(m / (1 - b1^t)) / (sqrt(v) / sqrt(1 - b2^t) + eps)` with `m' = b1 m + (1 - b1) g` and
/// `v' = b2 v + (1 - b2) g^2`; AMSGrad takes the largest `v` so far.
///
/// Source: Kingma and Ba, Adam, arXiv 1412.6980; Reddi, Kale and Kumar, On the convergence of Adam and beyond,
/// 2018. The place of `eps` is PyTorch's.
///
/// @param b1 how much of the mean stays
/// @param b2 how much of the mean of squares stays
/// @param eps what keeps the quotient finite
/// @param amsgrad whether to take the largest
public record ScaleByAdam(double b1, double b2, double eps, boolean amsgrad) implements Optimiser {
    static final String MEAN = "exp_avg";
    static final String SQUARES = "exp_avg_sq";
    private static final String MOST = "max_exp_avg_sq";

    public ScaleByAdam {
        Hyper.fraction("ScaleByAdam", "b1", b1);
        Hyper.fraction("ScaleByAdam", "b2", b2);
        Hyper.notNegative("ScaleByAdam", "eps", eps);
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        return amsgrad
                ? OptimiserState.zeros(parameters, MEAN, SQUARES, MOST)
                : OptimiserState.zeros(parameters, MEAN, SQUARES);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        var t = Hyper.now(state);
        var first = Hyper.correction(b1, t);
        var second = Hyper.correction(b2, t).sqrt();
        OptimiserState<P> next = moments(gradient, state, b1, b2);
        P squares = next.tree(SQUARES);
        if (amsgrad) {
            squares = Tree.map(state.tree(MOST), squares, (a, b) -> a.maximum(b));
            next = next.with(MOST, squares);
        }
        P change = Tree.map(
                next.tree(MEAN),
                squares,
                (m, v) -> m.div(Hyper.as(m, first))
                        .div(v.sqrt().div(Hyper.as(v, second)).add(eps)));
        return new Update<>(change, next);
    }

    /// The state after the means have taken the gradient in.
    static <P> OptimiserState<P> moments(P gradient, OptimiserState<P> state, double b1, double b2) {
        P mean = Tree.map(state.tree(MEAN), gradient, (m, g) -> m.mul(b1).add(g.mul(1 - b1)));
        P squares = Tree.map(
                state.tree(SQUARES), gradient, (v, g) -> v.mul(b2).add(g.mul(g).mul(1 - b2)));
        return state.next().with(MEAN, mean).with(SQUARES, squares);
    }
}
