package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Axes;
import dev.costate.graph.Convolution;
import dev.costate.graph.Iota;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Unfold;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is made of the elements in a window that moves along the last axes, `[..., S] -> [..., P]`.
///
/// Along each axis there are as many positions as the window fits between the first and the last place, added
/// ones among them.
public final class Pooling {
    private Pooling() {}

    /// The windows themselves: `[..., S] -> [..., P, Q]`, `y[..., p, q] = x[..., stride p + dilation q -
    /// padding]`.
    ///
    /// @param x any tensor
    /// @param sizes the places of the window, for each axis or one number for all
    /// @param window how it moves
    /// @param fill what added places hold
    public static Tensor windows(Tensor x, int[] sizes, Window window, Number fill) {
        return windows("windows", Problem.present("windows", "the tensor", x), sizes, window, fill);
    }

    /// The largest element in each window, NaN if one is; added places do not count. Its derivative goes to the
    /// first of the largest ones, as in PyTorch.
    public static Tensor max(Tensor x, int[] sizes, Window window) {
        Tensor f = Elementwise.toFloating(Problem.present("max", "the tensor", x));
        Tensor all = windows("max", f, sizes, window, Double.NEGATIVE_INFINITY);
        int lead = all.rank() - window.axes();
        Shape places = all.shape().slice(lead, all.rank());
        // The windows' axes as one, along which the first of the largest is chosen.
        Tensor flat = all.reshape(all.shape().slice(0, lead).concat(Shape.of(places.size())));
        Tensor first = Dispatch.one(new ArgReduce(true, lead), flat.stopGradient());
        Tensor at = Dispatch.one(new Iota(flat.shape(), lead, DType.INT32));
        return Elementwise.select(at.eq(first.unsqueeze(lead)), flat, Creation.zerosLike(flat))
                .sum(lead);
    }

    /// The sum of each window; added places count as 0.
    public static Tensor sum(Tensor x, int[] sizes, Window window) {
        return sum("sum", Problem.present("sum", "the tensor", x), sizes, window);
    }

    private static Tensor sum(String name, Tensor x, int[] sizes, Window window) {
        Tensor all = windows(name, x, sizes, window, 0);
        Tensor numbers = all.dtype() == DType.BOOL ? all.to(DType.INT32) : all;
        Axes places = Axes.range(all.rank() - window.axes(), all.rank());
        return Dispatch.one(new Reduce(Reduction.SUM, places), numbers);
    }

    /// The mean of each window; integers become `float32`.
    ///
    /// @param x any tensor
    /// @param sizes the places of the window, for each axis or one number for all
    /// @param window how it moves
    /// @param countAdded whether added places count, as zeros; if not, the sum is divided by the number of the
    ///        others, and NaN where there are none
    public static Tensor mean(Tensor x, int[] sizes, Window window, boolean countAdded) {
        Tensor f = Elementwise.toFloating(Problem.present("mean", "the tensor", x));
        Tensor sum = sum("mean", f, sizes, window);
        if (countAdded) {
            return sum.div(Shape.of(sizes("mean", sizes, window)).size());
        }
        Shape space = f.shape().slice(f.rank() - window.axes(), f.rank());
        return sum.div(sum("mean", Creation.ones(f.dtype(), space), sizes, window));
    }

    private static Tensor windows(String name, Tensor x, int[] sizes, Window window, Number fill) {
        int s = Problem.present(name, "the window", window).axes();
        int[] size = sizes(name, sizes, window);
        if (x.rank() < s) {
            throw Problem.shape(
                    name,
                    "a window over " + s + " axes does not fit " + Problem.describe(x),
                    "take one over fewer axes");
        }
        int lead = x.rank() - s;
        Tensor y = padded(x, window, fill);
        for (int d = 0; d < s; d++) {
            Unfold op = new Unfold(
                    lead + d,
                    size[d],
                    window.strides().get(d),
                    window.dilations().get(d));
            if (op.windows(y.dim(lead + d)) == 0) {
                throw Problem.shape(
                        name,
                        "the window takes " + Convolution.span(size[d], op.dilation()) + " places along axis "
                                + (lead + d) + ", but " + Problem.describe(x) + " has " + y.dim(lead + d)
                                + " there, added ones among them",
                        "add padding, or take a smaller window");
            }
            y = Dispatch.one(op, y);
        }
        return y;
    }

    /// `x` with the window's places added, or cut off.
    private static Tensor padded(Tensor x, Window window, Number fill) {
        int lead = x.rank() - window.axes();
        int[] low = new int[x.rank()];
        int[] high = new int[x.rank()];
        Tensor y = x;
        for (int d = 0; d < window.axes(); d++) {
            low[lead + d] = Math.max(0, window.low().get(d));
            high[lead + d] = Math.max(0, window.high().get(d));
            int from = Math.clamp(-(long) window.low().get(d), 0, y.dim(lead + d));
            int to = Math.clamp(y.dim(lead + d) + (long) window.high().get(d), from, y.dim(lead + d));
            y = to - from == y.dim(lead + d) ? y : Layout.slice(y, lead + d, from, to);
        }
        boolean none = Arrays.stream(low).sum() + Arrays.stream(high).sum() == 0;
        return none ? y : Layout.pad(y, fill, low, high, new int[x.rank()]);
    }

    private static int[] sizes(String name, int @Nullable [] sizes, Window window) {
        int[] given = Problem.present(name, "the list of sizes", sizes);
        int[] all = given.length == 1 ? Axes.repeat(given[0], window.axes()).toArray() : given;
        if (all.length != window.axes() || Arrays.stream(all).anyMatch(q -> q < 1)) {
            throw Problem.argument(
                    name,
                    "sizes " + Arrays.toString(given) + " of a window over " + window.axes() + " axes",
                    "give one number for all axes or one for each, at least 1");
        }
        return all;
    }
}
