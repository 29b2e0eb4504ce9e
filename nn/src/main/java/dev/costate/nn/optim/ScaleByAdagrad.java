package dev.costate.nn.optim;

import dev.costate.Tree;

/// `g / (sqrt(s) + eps)` with the sum of squares `s' = s + g^2`.
///
/// Source: Duchi, Hazan and Singer, Adaptive subgradient methods, JMLR 12, 2011. As PyTorch.
///
/// @param start what the sum begins with
/// @param eps what keeps the quotient finite
public record ScaleByAdagrad(double start, double eps) implements Optimiser {
    private static final String SUM = "sum";

    public ScaleByAdagrad {
        Hyper.notNegative("ScaleByAdagrad", "start", start);
        Hyper.notNegative("ScaleByAdagrad", "eps", eps);
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        return OptimiserState.<P>start().with(SUM, Tree.map(Tree.zerosLike(parameters), z -> z.add(start)));
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        P sum = Tree.map(state.tree(SUM), gradient, (s, g) -> s.add(g.mul(g)));
        P change = Tree.map(gradient, sum, (g, s) -> g.div(s.sqrt().add(eps)));
        return new Update<>(change, state.next().with(SUM, sum));
    }
}
