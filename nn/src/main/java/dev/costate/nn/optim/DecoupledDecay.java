package dev.costate.nn.optim;

import dev.costate.Tree;

/// `d - rate lambda p` after the change `d` was made: weights shrink by the same part whatever the gradient's
/// scale.
///
/// Source: Loshchilov and Hutter, Decoupled weight decay regularization, arXiv 1711.05101.
///
/// @param rate the learning rate
/// @param lambda the strength
public record DecoupledDecay(Schedule rate, double lambda) implements Optimiser {
    public DecoupledDecay {
        Hyper.notNegative("DecoupledDecay", "lambda", lambda);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        var now = rate.at(Hyper.before(state)).mul(lambda);
        return new Update<>(Tree.map(gradient, parameters, (d, p) -> d.sub(p.mul(Hyper.as(p, now)))), state.next());
    }
}
