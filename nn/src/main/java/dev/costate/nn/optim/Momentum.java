package dev.costate.nn.optim;

import dev.costate.Tree;

/// `m' = mu m + (1 - dampening) g`, in the first step `m' = g`; the change is `m'`, with Nesterov's look ahead
/// `g + mu m'`. As PyTorch's SGD.
///
/// Source: Sutskever, Martens, Dahl and Hinton, On the importance of initialization and momentum in deep
/// learning, 2013.
///
/// @param mu how much of the velocity stays
/// @param dampening how much of the gradient is left out
/// @param nesterov whether to look ahead
public record Momentum(double mu, double dampening, boolean nesterov) implements Optimiser {
    private static final String VELOCITY = "momentum_buffer";

    public Momentum {
        Hyper.fraction("Momentum", "mu", mu);
        if (!(dampening >= 0 && dampening <= 1)) {
            throw new IllegalArgumentException(
                    "Momentum: the dampening is " + dampening + "; expected a number from 0 to 1");
        }
        if (nesterov && (mu == 0 || dampening != 0)) {
            throw new IllegalArgumentException("Momentum: Nesterov's needs mu above 0 and no dampening, but mu is " + mu
                    + " and dampening " + dampening);
        }
    }

    /// Momentum without dampening.
    public static Momentum of(double mu) {
        return new Momentum(mu, 0, false);
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        return OptimiserState.zeros(parameters, VELOCITY);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        var isFirst = state.step().eq(0);
        P velocity = Tree.map(
                state.tree(VELOCITY),
                gradient,
                (m, g) -> dampening == 0
                        ? m.mul(mu).add(g)
                        : isFirst.select(g, m.mul(mu).add(g.mul(1 - dampening))));
        P change = nesterov ? Tree.map(gradient, velocity, (g, m) -> g.add(m.mul(mu))) : velocity;
        return new Update<>(change, state.next().with(VELOCITY, velocity));
    }
}
