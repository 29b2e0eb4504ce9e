package dev.costate.nn.optim;

import dev.costate.Tree;

/// `g / (sqrt(v) + eps)` with `v' = alpha v + (1 - alpha) g^2`; centred, `v` less the square of the mean of
/// `g`.
///
/// Source: Hinton, Neural networks for machine learning, lecture 6e, 2012; centred: Graves, arXiv 1308.0850. As
/// PyTorch.
///
/// @param alpha how much of the mean of squares stays
/// @param eps what keeps the quotient finite
/// @param centred whether to take the variance
public record ScaleByRmsProp(double alpha, double eps, boolean centred) implements Optimiser {
    private static final String SQUARES = "square_avg";
    private static final String MEAN = "grad_avg";

    public ScaleByRmsProp {
        Hyper.fraction("ScaleByRmsProp", "alpha", alpha);
        Hyper.notNegative("ScaleByRmsProp", "eps", eps);
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        return centred ? OptimiserState.zeros(parameters, SQUARES, MEAN) : OptimiserState.zeros(parameters, SQUARES);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        P squares = Tree.map(
                state.tree(SQUARES),
                gradient,
                (v, g) -> v.mul(alpha).add(g.mul(g).mul(1 - alpha)));
        OptimiserState<P> next = state.next().with(SQUARES, squares);
        if (!centred) {
            return new Update<>(
                    Tree.map(gradient, squares, (g, v) -> g.div(v.sqrt().add(eps))), next);
        }
        P mean = Tree.map(state.tree(MEAN), gradient, (m, g) -> m.mul(alpha).add(g.mul(1 - alpha)));
        P change = Tree.map(
                gradient,
                squares,
                mean,
                (g, v, m) -> g.div(v.sub(m.mul(m)).sqrt().add(eps)));
        return new Update<>(change, next.with(MEAN, mean));
    }
}
