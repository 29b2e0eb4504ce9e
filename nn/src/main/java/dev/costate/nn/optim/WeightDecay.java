package dev.costate.nn.optim;

import dev.costate.Tree;

/// `g + lambda p`: the gradient of `lambda / 2 |p|^2` added to that of the loss, as `weight_decay` of PyTorch's
/// SGD and Adam. Decay that does not pass through what follows is [DecoupledDecay].
///
/// @param lambda the strength
public record WeightDecay(Schedule lambda) implements Optimiser {
    /// With the same strength in all steps.
    public static WeightDecay of(double lambda) {
        return new WeightDecay(Schedule.constant(Hyper.notNegative("WeightDecay", "lambda", lambda)));
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        var now = lambda.at(Hyper.before(state));
        return new Update<>(Tree.map(gradient, parameters, (g, p) -> g.add(p.mul(Hyper.as(p, now)))), state.next());
    }
}
