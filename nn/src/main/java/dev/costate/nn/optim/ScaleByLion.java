package dev.costate.nn.optim;

import dev.costate.Tree;

/// `sign(b1 m + (1 - b1) g)`, and after it `m' = b2 m + (1 - b2) g`.
///
/// Source: Chen et al., Symbolic discovery of optimization algorithms, arXiv 2302.06675.
///
/// @param b1 how much of the mean is in the direction
/// @param b2 how much of the mean stays
public record ScaleByLion(double b1, double b2) implements Optimiser {
    public ScaleByLion {
        Hyper.fraction("ScaleByLion", "b1", b1);
        Hyper.fraction("ScaleByLion", "b2", b2);
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        return OptimiserState.zeros(parameters, ScaleByAdam.MEAN);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        P before = state.tree(ScaleByAdam.MEAN);
        P change = Tree.map(
                before, gradient, (m, g) -> m.mul(b1).add(g.mul(1 - b1)).sign());
        P mean = Tree.map(before, gradient, (m, g) -> m.mul(b2).add(g.mul(1 - b2)));
        return new Update<>(change, state.next().with(ScaleByAdam.MEAN, mean));
    }
}
