package dev.costate.lab.probe;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.ops.Reductions;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The loss on a line or a plane through a net: `L(W + a D)`, `L(W + a D + b E)`.
///
/// Since the scale of ReLU weights is arbitrary, directions are scaled *filter by filter* to the weights they
/// disturb, so that pictures of different nets can be compared.
///
/// ```java
/// <N> Tensor heights(Fn1<N, Tensor> loss, N net, Key key) {
///     N d = LossSlices.direction(key.split().first(), net);
///     N e = LossSlices.direction(key.split().second(), net);
///     Tensor at = dev.costate.ops.Creation.linspace(DType.FLOAT32, -1, 1, 51);
///     return LossSlices.plane(loss, net, d, e, at, at);  // [51,51]
/// }
/// ```
/// It costs one loss a point; 64 points are computed together, which is the memory it takes.
///
/// Source: Li, Xu, Taylor, Studer and Goldstein, Visualizing the Loss Landscape of Neural Nets, arXiv
/// 1712.09913.
public final class LossSlices {
    /// How many points are computed together.
    static final int CHUNK = 64;

    private LossSlices() {}

    /// The loss along a direction, `[k]`.
    ///
    /// @param loss a scalar function of a tree, all of whose leaves are floating
    /// @param at the net
    /// @param direction a tree like it
    /// @param steps how far to go along it, `[k]`
    public static <P> Tensor line(Fn1<P, Tensor> loss, P at, P direction, Tensor steps) {
        return Chunked.map(step -> loss.apply(moved(at, direction, step)), vector(steps), CHUNK);
    }

    /// The loss on the plane of two directions, `[k,l]`.
    ///
    /// @param firstSteps how far to go along the first, `[k]`
    /// @param secondSteps how far to go along the second, `[l]`
    public static <P> Tensor plane(
            Fn1<P, Tensor> loss, P at, P first, P second, Tensor firstSteps, Tensor secondSteps) {
        int k = vector(firstSteps).dim(0);
        int l = vector(secondSteps).dim(0);
        Tensor pairs = Layout.stack(
                List.of(
                        Layout.broadcastTo(firstSteps.unsqueeze(1), Shape.of(k, l))
                                .flatten(),
                        Layout.broadcastTo(secondSteps.unsqueeze(0), Shape.of(k, l))
                                .flatten()),
                1);
        Fn1<Tensor, Tensor> height = pair -> loss.apply(moved(moved(at, first, pair.get(0)), second, pair.get(1)));
        return Chunked.map(height, pairs, CHUNK).reshape(k, l);
    }

    /// A random direction, scaled as by [#scaled].
    public static <P> P direction(Key key, P like) {
        Map<String, Key> keys = new LinkedHashMap<>();
        Key rest = key;
        for (String path : Tree.paths(like)) {
            keys.put(path, rest.split().first());
            rest = rest.split().second();
        }
        P raw = Tree.mapWithPath(like, (path, w) -> Random.normal(keys.getOrDefault(path, key), w.dtype(), w.shape()));
        return scaled(raw, like);
    }

    /// A direction whose every filter has the norm of the filter of the weights: `d |w| / |d|`.
    ///
    /// A filter is all that makes one unit, a slice along axis 0 of weights that have the axis of units in
    /// front, as `Linear`'s `[out,in]` or a convolution's. Leaves of rank 0 or 1, biases and scales, stay as
    /// they are: the direction there is 0. So it is where a filter of the direction is 0.
    public static <P> P scaled(P direction, P weights) {
        return Tree.map(direction, weights, (d, w) -> {
            if (w.rank() < 2) {
                return Creation.zerosLike(w);
            }
            int[] within = IntStream.range(1, w.rank()).toArray();
            Tensor size = Reductions.norm(d, true, within);
            Tensor factor = Reductions.norm(w, true, within).div(size.eq(0).select(1, size));
            return d.mul(factor);
        });
    }

    private static <P> P moved(P at, P direction, Tensor step) {
        return Tree.map(at, direction, (w, d) -> w.add(d.mul(step.to(w.dtype()))));
    }

    private static Tensor vector(Tensor steps) {
        if (steps.rank() != 1) {
            throw new IllegalArgumentException(steps.type() + " is no list of steps; give them as [k]");
        }
        return steps.to(steps.dtype().isFloating() ? steps.dtype() : DType.FLOAT32);
    }
}
