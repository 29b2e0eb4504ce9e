package dev.costate.nn.optim;

import dev.costate.Tree;

/// `m' = beta m + (1 - beta) g`: momentum as an average of the gradients, which keeps their scale.
///
/// @param beta how much of the average stays
public record AveragedMomentum(double beta) implements Optimiser {
    private static final String AVERAGE = "average";

    public AveragedMomentum {
        Hyper.fraction("AveragedMomentum", "beta", beta);
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        return OptimiserState.zeros(parameters, AVERAGE);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        P average =
                Tree.map(state.tree(AVERAGE), gradient, (m, g) -> m.mul(beta).add(g.mul(1 - beta)));
        return new Update<>(average, state.next().with(AVERAGE, average));
    }
}
