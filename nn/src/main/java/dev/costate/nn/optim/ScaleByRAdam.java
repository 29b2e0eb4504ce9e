package dev.costate.nn.optim;

import dev.costate.Tree;

/// RAdam's direction: Adam's, times what makes up for the variance of `v` in the first steps; the plain mean
/// while that variance is not finite.
/// ```text
/// r = 2 / (1 - b2) - 1,  r_t = r - 2 t b2^t / (1 - b2^t)
/// r_t > 5: m^ sqrt((r_t - 4) (r_t - 2) r / ((r - 4) (r - 2) r_t)) sqrt(1 - b2^t) / (sqrt(v) + eps);  else m^
/// ```
/// Source: Liu et al., On the variance of the adaptive learning rate and beyond, arXiv 1908.03265; `eps` as in
/// PyTorch.
///
/// @param b1 how much of the mean stays
/// @param b2 how much of the mean of squares stays
/// @param eps what keeps the quotient finite
public record ScaleByRAdam(double b1, double b2, double eps) implements Optimiser {
    private static final double LEAST = 5;

    public ScaleByRAdam {
        Hyper.fraction("ScaleByRAdam", "b1", b1);
        Hyper.fraction("ScaleByRAdam", "b2", b2);
        Hyper.notNegative("ScaleByRAdam", "eps", eps);
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        return OptimiserState.zeros(parameters, ScaleByAdam.MEAN, ScaleByAdam.SQUARES);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        var t = Hyper.now(state);
        var first = Hyper.correction(b1, t);
        var second = Hyper.correction(b2, t);
        var most = 2 / (1 - b2) - 1;
        var length = second.rsub(1).mul(t).mul(2).div(second).rsub(most);
        var isRectified = length.gt(LEAST);
        // The root of a positive number even where it is not taken: its derivative has to be finite.
        var safe = isRectified.select(length, LEAST + 1);
        var rectification = safe.sub(4)
                .mul(safe.sub(2))
                .mul(most)
                .div(safe.mul((most - 4) * (most - 2)))
                .sqrt()
                .mul(second.sqrt());
        OptimiserState<P> next = ScaleByAdam.moments(gradient, state, b1, b2);
        P change = Tree.map(next.tree(ScaleByAdam.MEAN), next.tree(ScaleByAdam.SQUARES), (m, v) -> {
            var mean = m.div(Hyper.as(m, first));
            var scaled = mean.mul(Hyper.as(m, rectification)).div(v.sqrt().add(eps));
            return isRectified.select(scaled, mean);
        });
        return new Update<>(change, next);
    }
}
