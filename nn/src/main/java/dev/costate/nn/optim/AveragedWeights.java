package dev.costate.nn.optim;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;

/// An average of the weights along the way, which is often better than the last of them.
///
/// @param mean the average
/// @param count how many weights are in it, `f64[]`
/// @param <P> the parameters' tree
public record AveragedWeights<P>(P mean, Tensor count) {
    /// Of no weights yet.
    public static <P> AveragedWeights<P> start(P parameters) {
        return new AveragedWeights<>(Tree.zerosLike(parameters), Tensor.scalar(DType.FLOAT64, 0));
    }

    /// With one more, all counting the same: Polyak and Ruppert's average.
    public AveragedWeights<P> add(P parameters) {
        Tensor n = count.add(1);
        return new AveragedWeights<>(
                Tree.map(mean, parameters, (m, p) -> m.add(p.sub(m).div(Hyper.as(m, n)))), n);
    }

    /// With one more, of which `1 - decay` goes in; the first one is the average.
    public AveragedWeights<P> decay(double decay, P parameters) {
        Hyper.fraction("AveragedWeights", "decay", decay);
        Tensor isFirst = count.eq(0);
        return new AveragedWeights<>(
                Tree.map(
                        mean,
                        parameters,
                        (m, p) -> isFirst.select(p, m.mul(decay).add(p.mul(1 - decay)))),
                count.add(1));
    }
}
