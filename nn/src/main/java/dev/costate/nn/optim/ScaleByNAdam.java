package dev.costate.nn.optim;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;

/// NAdam's direction, Adam with Nesterov's look ahead:
/// ```text
/// mu_t = b1 (1 - .96^(t psi) / 2),  M_t = mu_1 ... mu_t
/// ((1 - mu_t) / (1 - M_t) g + mu_(t+1) / (1 - M_t mu_(t+1)) m) / (sqrt(v / (1 - b2^t)) + eps)
/// ```
/// Source: Dozat, Incorporating Nesterov momentum into Adam, 2016; the schedule of `mu` as in PyTorch.
///
/// @param b1 how much of the mean stays
/// @param b2 how much of the mean of squares stays
/// @param eps what keeps the quotient finite
/// @param psi how fast `mu` rises, `momentum_decay` of PyTorch
public record ScaleByNAdam(double b1, double b2, double eps, double psi) implements Optimiser {
    private static final double BASE = 0.96;
    private static final String PRODUCT = "mu_product";

    public ScaleByNAdam {
        Hyper.fraction("ScaleByNAdam", "b1", b1);
        Hyper.fraction("ScaleByNAdam", "b2", b2);
        Hyper.notNegative("ScaleByNAdam", "eps", eps);
        Hyper.notNegative("ScaleByNAdam", "psi", psi);
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        return OptimiserState.zeros(parameters, ScaleByAdam.MEAN, ScaleByAdam.SQUARES)
                .withNumber(PRODUCT, Tensor.scalar(DType.FLOAT64, 1));
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        var t = Hyper.now(state);
        var mu = mu(t);
        var next = mu(t.add(1));
        var product = state.number(PRODUCT).mul(mu);
        var ofGradient = mu.rsub(1).div(product.rsub(1));
        var ofMean = next.div(product.mul(next).rsub(1));
        var correction = Hyper.correction(b2, t);
        OptimiserState<P> moved = ScaleByAdam.moments(gradient, state, b1, b2).withNumber(PRODUCT, product);
        P change = Tree.map(
                gradient,
                moved.tree(ScaleByAdam.MEAN),
                moved.tree(ScaleByAdam.SQUARES),
                (g, m, v) -> g.mul(Hyper.as(g, ofGradient))
                        .add(m.mul(Hyper.as(m, ofMean)))
                        .div(v.div(Hyper.as(v, correction)).sqrt().add(eps)));
        return new Update<>(change, moved);
    }

    private Tensor mu(Tensor t) {
        return Tensor.scalar(DType.FLOAT64, BASE)
                .pow(t.mul(psi))
                .mul(0.5)
                .rsub(1)
                .mul(b1);
    }
}
