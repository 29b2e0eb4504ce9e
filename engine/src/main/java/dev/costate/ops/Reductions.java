package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Axes;
import dev.costate.graph.CumulativeSum;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;

/// Functions that combine elements along axes. No axis named means all of them.
///
/// With `keep` the combined axes stay with extent 1, so that the result broadcasts against the operand.
public final class Reductions {
    private Reductions() {}

    /// The sum; booleans are counted as `int32`.
    public static Tensor sum(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.SUM, x.dtype() == DType.BOOL ? x.to(DType.INT32) : x, keep, axes);
    }

    /// The product; booleans as `int32`. Its derivative is right at zeros too.
    public static Tensor prod(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.PROD, x.dtype() == DType.BOOL ? x.to(DType.INT32) : x, keep, axes);
    }

    /// The largest element, NaN if any is; its derivative is shared equally among ties.
    public static Tensor max(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.MAX, nonEmpty("max", x, axes), keep, axes);
    }

    /// The smallest element, NaN if any is; its derivative is shared equally among ties.
    public static Tensor min(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.MIN, nonEmpty("min", x, axes), keep, axes);
    }

    /// Whether all elements hold (differ from 0).
    public static Tensor all(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.ALL, x.to(DType.BOOL), keep, axes);
    }

    /// Whether any element holds (differs from 0).
    public static Tensor any(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.ANY, x.to(DType.BOOL), keep, axes);
    }

    /// The mean `1/n sum x`; NaN over no elements. Integers become `float32`.
    public static Tensor mean(Tensor x, boolean keep, int... axes) {
        Tensor f = Elementwise.toFloating(x);
        return sum(f, keep, axes).div(count(f, axes));
    }

    /// The variance `1/(n - ddof) sum (x - mean)^2`, in two passes.
    ///
    /// @param ddof 0 for the population's (NumPy's default), 1 for the sample's (PyTorch's default)
    public static Tensor var(Tensor x, int ddof, boolean keep, int... axes) {
        Tensor f = Elementwise.toFloating(x);
        Tensor centred = f.sub(mean(f, true, axes));
        return sum(centred.square(), keep, axes).div(Math.max(0, count(f, axes) - ddof));
    }

    /// The Euclidean norm `sqrt(sum x^2)`; its derivative at 0 is defined as 0.
    public static Tensor norm(Tensor x, boolean keep, int... axes) {
        Tensor squares = sum(Elementwise.toFloating(x).square(), keep, axes);
        Tensor zero = squares.eq(0);
        return Elementwise.select(
                zero,
                squares,
                Elementwise.select(zero, Creation.onesLike(squares), squares).sqrt());
    }

    /// `ln sum e^x`, without overflow.
    public static Tensor logSumExp(Tensor x, boolean keep, int... axes) {
        Tensor f = Elementwise.toFloating(x);
        Tensor peak = max(f, true, axes).stopGradient();
        Tensor shift = Elementwise.select(peak.isFinite(), peak, Creation.zerosLike(peak));
        Tensor result = sum(f.sub(shift).exp(), true, axes).log().add(shift);
        return keep ? result : result.reshape(reduced(result, Layout.axes("logSumExp", f, axes)));
    }

    /// Where the largest element along `axis` stands, `int32`: the first of equals, the first NaN if there is
    /// one.
    public static Tensor argMax(Tensor x, int axis) {
        return argReduce("argMax", true, x, axis);
    }

    /// Where the smallest element along `axis` stands, `int32`: the first of equals, the first NaN if there is
    /// one.
    public static Tensor argMin(Tensor x, int axis) {
        return argReduce("argMin", false, x, axis);
    }

    private static Tensor argReduce(String name, boolean max, Tensor x, int axis) {
        int a = Layout.axis(name, x.rank(), axis);
        Tensor numbers = x.dtype() == DType.BOOL ? x.to(DType.INT32) : x;
        return Dispatch.one(new ArgReduce(max, a), nonEmpty(name, numbers, a));
    }

    /// Running sums along `axis`; booleans as `int32`.
    public static Tensor cumSum(Tensor x, int axis) {
        Tensor numbers = x.dtype() == DType.BOOL ? x.to(DType.INT32) : x;
        return Dispatch.one(new CumulativeSum(Layout.axis("cumSum", x.rank(), axis), false), numbers);
    }

    /// Running products along `axis`, by doubling: `ceil(log2 n)` multiplications of the whole.
    public static Tensor cumProd(Tensor x, int axis) {
        int a = Layout.axis("cumProd", x.rank(), axis);
        Tensor y = x.dtype() == DType.BOOL ? x.to(DType.INT32) : x;
        int n = x.shape().dim(a);
        for (int step = 1; step < n; step *= 2) {
            int[] low = new int[x.rank()];
            low[a] = step;
            Tensor shifted = Layout.pad(Layout.slice(y, a, 0, n - step), 1, low, new int[x.rank()], new int[x.rank()]);
            y = y.mul(shifted);
        }
        return y;
    }

    private static Tensor reduce(Reduction reduction, Tensor x, boolean keep, int... axes) {
        Axes over = Layout.axes(reduction.code(), x, axes);
        Tensor result = over.size() == 0 ? x : Dispatch.one(new Reduce(reduction, over), x);
        if (!keep) {
            return result;
        }
        int[] dims = x.shape().dims();
        for (int i = 0; i < over.size(); i++) {
            dims[over.get(i)] = 1;
        }
        return result.reshape(Shape.of(dims));
    }

    private static Shape reduced(Tensor kept, Axes over) {
        int[] dims = new int[kept.rank() - over.size()];
        Axes rest = over.complement(kept.rank());
        for (int i = 0; i < dims.length; i++) {
            dims[i] = kept.shape().dim(rest.get(i));
        }
        return Shape.of(dims);
    }

    private static int count(Tensor x, int... axes) {
        int n = 1;
        for (int a : Layout.axes("mean", x, axes).toArray()) {
            n *= x.shape().dim(a);
        }
        return n;
    }

    private static Tensor nonEmpty(String name, Tensor x, int... axes) {
        Tensor numbers = x.dtype() == DType.BOOL ? x.to(DType.INT32) : x;
        for (int a : Layout.axes(name, x, axes).toArray()) {
            if (x.shape().dim(a) == 0) {
                throw Problem.shape(
                        name,
                        "axis " + a + " of " + Problem.describe(x) + " is empty",
                        "there is no " + name + " of nothing");
            }
        }
        return numbers;
    }
}
