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
        return reduce(Reduction.SUM, numbers("sum", x), keep, axes);
    }

    /// The product; booleans as `int32`. Its derivative is right at zeros too.
    public static Tensor prod(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.PROD, numbers("prod", x), keep, axes);
    }

    /// The largest element, NaN if any is; its derivative is shared equally among ties.
    public static Tensor max(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.MAX, nonEmpty("max", numbers("max", x), Layout.axes("max", x, axes)), keep, axes);
    }

    /// The smallest element, NaN if any is; its derivative is shared equally among ties.
    public static Tensor min(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.MIN, nonEmpty("min", numbers("min", x), Layout.axes("min", x, axes)), keep, axes);
    }

    /// Whether all elements hold (differ from 0).
    public static Tensor all(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.ALL, Problem.present("all", "the tensor", x).to(DType.BOOL), keep, axes);
    }

    /// Whether any element holds (differs from 0).
    public static Tensor any(Tensor x, boolean keep, int... axes) {
        return reduce(Reduction.ANY, Problem.present("any", "the tensor", x).to(DType.BOOL), keep, axes);
    }

    /// The mean `1/n sum x`; NaN over no elements. Integers become `float32`.
    public static Tensor mean(Tensor x, boolean keep, int... axes) {
        int[] over = Layout.axes("mean", x, axes).toArray();
        Tensor f = Elementwise.toFloating(x);
        return sum(f, keep, over).div(count(f, over));
    }

    /// The variance `1/(n - ddof) sum (x - mean)^2`, in two passes.
    ///
    /// @param ddof 0 for the population's (NumPy's default), 1 for the sample's (PyTorch's default)
    public static Tensor var(Tensor x, int ddof, boolean keep, int... axes) {
        int[] over = Layout.axes("var", x, axes).toArray();
        Tensor f = Elementwise.toFloating(x);
        Tensor centred = f.sub(mean(f, true, over));
        return sum(centred.square(), keep, over).div(Math.max(0, count(f, over) - ddof));
    }

    /// The standard deviation, the root of [#var]; its derivatives where all elements are equal, of any order, are
    /// defined as 0.
    ///
    /// @param ddof 0 for the population's (NumPy's default), 1 for the sample's (PyTorch's default)
    public static Tensor std(Tensor x, int ddof, boolean keep, int... axes) {
        return root(var(x, ddof, keep, axes));
    }

    /// The Euclidean norm `sqrt(sum x^2)`; its derivatives at 0, of any order, are defined as 0.
    public static Tensor norm(Tensor x, boolean keep, int... axes) {
        int[] over = Layout.axes("norm", x, axes).toArray();
        return root(sum(Elementwise.toFloating(x).square(), keep, over));
    }

    /// The square root whose derivatives at 0 are 0: there it is a constant, for the squares themselves would have
    /// a curvature.
    private static Tensor root(Tensor squares) {
        Tensor zero = squares.eq(0);
        return Elementwise.select(
                zero,
                Creation.zerosLike(squares),
                Elementwise.select(zero, Creation.onesLike(squares), squares).sqrt());
    }

    /// `ln sum e^x`, without overflow; its derivative is [Activation#softmax], and 0 where all elements are
    /// -infinity.
    public static Tensor logSumExp(Tensor x, boolean keep, int... axes) {
        Axes over = Layout.axes("logSumExp", x, axes);
        Tensor f = Elementwise.toFloating(x);
        Tensor peak = max(nonEmpty("logSumExp", f, over), true, over.toArray()).stopGradient();
        Tensor shift = Elementwise.select(peak.isFinite(), peak, Creation.zerosLike(peak));
        Tensor sum = sum(f.sub(shift).exp(), true, over.toArray());
        // Of a sum of nothing but zeros the logarithm is cut off, for 0 times its infinite derivative would be
        // NaN.
        Tensor nothing = sum.eq(0);
        Tensor log = Elementwise.select(
                nothing,
                peak,
                Elementwise.select(nothing, Creation.onesLike(sum), sum).log().add(shift));
        return keep ? log : log.reshape(reduced(log, over));
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
        int a = Layout.axis(name, x, axis);
        return Dispatch.one(new ArgReduce(max, a), nonEmpty(name, numbers(name, x), Axes.of(a)));
    }

    /// Running sums along `axis`; booleans as `int32`.
    public static Tensor cumSum(Tensor x, int axis) {
        return Dispatch.one(new CumulativeSum(Layout.axis("cumSum", x, axis), false), numbers("cumSum", x));
    }

    /// Running products along `axis`, by doubling: `ceil(log2 n)` multiplications of the whole. Its derivative
    /// is right at zeros.
    public static Tensor cumProd(Tensor x, int axis) {
        int a = Layout.axis("cumProd", x, axis);
        Tensor y = numbers("cumProd", x);
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
        for (int a : axes) {
            n *= x.shape().dim(a);
        }
        return n;
    }

    /// `x` as numbers: truth values as 0 and 1.
    private static Tensor numbers(String name, Tensor x) {
        return Problem.present(name, "the tensor", x).dtype() == DType.BOOL ? x.to(DType.INT32) : x;
    }

    private static Tensor nonEmpty(String name, Tensor x, Axes axes) {
        for (int a : axes.toArray()) {
            if (x.shape().dim(a) == 0) {
                throw Problem.shape(
                        name,
                        "axis " + a + " of " + Problem.describe(x) + " is empty",
                        "there is no " + name + " of nothing");
            }
        }
        return x;
    }
}
