package dev.costate.nn.optim;

import dev.costate.Tree;

/// `min(max(g, -limit), limit)`, element by element.
///
/// @param limit the largest magnitude
public record ClipByValue(double limit) implements Optimiser {
    public ClipByValue {
        Hyper.positive("ClipByValue", "limit", limit);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        return new Update<>(Tree.map(gradient, g -> g.clamp(-limit, limit)), state.next());
    }
}
