package dev.costate.nn.optim;

import dev.costate.Tree;

/// `-rate g`: the step down the gradient, the last part of most chains.
///
/// @param rate the learning rate
public record Descend(Schedule rate) implements Optimiser {
    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        var now = rate.at(Hyper.before(state));
        return new Update<>(Tree.map(gradient, g -> g.mul(Hyper.as(g, now)).neg()), state.next());
    }
}
