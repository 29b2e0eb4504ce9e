package dev.costate.nn.optim;

import dev.costate.Tree;

/// `d = g sqrt(u + eps) / sqrt(v + eps)` with `v' = rho v + (1 - rho) g^2` and, after it, `u' = rho u + (1 -
/// rho) d^2`.
///
/// Source: Zeiler, Adadelta, arXiv 1212.5701.
///
/// @param rho how much of the means of squares stays
/// @param eps what keeps the quotient finite
public record ScaleByAdadelta(double rho, double eps) implements Optimiser {
    private static final String SQUARES = "square_avg";
    private static final String CHANGES = "acc_delta";

    public ScaleByAdadelta {
        Hyper.fraction("ScaleByAdadelta", "rho", rho);
        Hyper.notNegative("ScaleByAdadelta", "eps", eps);
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        return OptimiserState.zeros(parameters, SQUARES, CHANGES);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        P squares = Tree.map(
                state.tree(SQUARES), gradient, (v, g) -> v.mul(rho).add(g.mul(g).mul(1 - rho)));
        P change = Tree.map(
                gradient,
                squares,
                state.tree(CHANGES),
                (g, v, u) -> u.add(eps).sqrt().div(v.add(eps).sqrt()).mul(g));
        P changes = Tree.map(
                state.tree(CHANGES), change, (u, d) -> u.mul(rho).add(d.mul(d).mul(1 - rho)));
        return new Update<>(change, state.next().with(SQUARES, squares).with(CHANGES, changes));
    }
}
