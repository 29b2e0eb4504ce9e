package dev.costate.lab.probe;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;

/// How high the loss rises on the straight way between two nets:
///
/// ```
/// max over a in [0,1] of  L((1 - a) A + a B) - ((1 - a) L(A) + a L(B))
/// ```
/// At the ends the difference is 0, so a barrier is never below; it is 0 where the loss is convex along the
/// way. Nets that do the same with their units in another order have a barrier between them: [WeightMatching]
/// and [ActivationMatching] reorder units first. A NaN on the way gives NaN.
///
/// It costs one loss a point.
///
/// Source: Frankle, Dziugaite, Roy and Carbin, Linear Mode Connectivity and the Lottery Ticket Hypothesis,
/// arXiv 1912.05671; in this form Entezari, Sedghi, Saukh and Neyshabur, arXiv 2110.06296.
public final class LossBarrier {
    private LossBarrier() {}

    /// The barrier, `[]`.
    ///
    /// @param loss a scalar function of a tree, all of whose leaves are floating
    /// @param a one net
    /// @param b another of the same structure
    /// @param points how many, both ends among them
    /// @throws IllegalArgumentException if there are fewer than two points
    public static <P> Tensor of(Fn1<P, Tensor> loss, P a, P b, int points) {
        Tensor losses = along(loss, a, b, points);
        Tensor at = places(losses.dtype(), points);
        Tensor straight = at.rsub(1).mul(losses.get(0)).add(at.mul(losses.get(-1)));
        return losses.sub(straight).max();
    }

    /// The loss at points in equal distances, from `a` to `b`: `[points]`.
    ///
    /// @throws IllegalArgumentException if there are fewer than two points
    public static <P> Tensor along(Fn1<P, Tensor> loss, P a, P b, int points) {
        if (points < 2) {
            throw new IllegalArgumentException(points + " points between two nets; give 2 or more, the ends included");
        }
        Fn1<Tensor, Tensor> at = place -> loss.apply(Tree.map(
                a, b, (x, y) -> x.mul(place.rsub(1).to(x.dtype())).add(y.mul(place.to(x.dtype())))));
        return Chunked.map(at, places(DType.FLOAT64, points), LossSlices.CHUNK);
    }

    private static Tensor places(DType dtype, int points) {
        return Creation.linspace(dtype, 0, 1, points);
    }
}
