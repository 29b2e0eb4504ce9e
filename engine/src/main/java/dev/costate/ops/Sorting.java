package dev.costate.ops;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Axes;
import dev.costate.graph.Sort;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import java.util.List;

/// Functions that put elements in order, of every element type.
///
/// Equal elements stay in the order of their places, ascending and descending; so do zeros of both signs, which are
/// equal. A NaN counts as greater than all else, as in PyTorch: it comes last ascending, as in NumPy, and first
/// descending. `false` comes before `true`.
///
/// Derivatives go to the elements that were chosen: among equals, where there is none, to those that came first.
public final class Sorting {
    private Sorting() {}

    /// The elements along `axis`, ascending: `T[S] -> T[S]`.
    public static Tensor sort(Tensor x, int axis) {
        return ranked("sort", x, axis, false).values();
    }

    /// The elements along `axis`, descending: `T[S] -> T[S]`.
    public static Tensor sortDescending(Tensor x, int axis) {
        return ranked("sortDescending", x, axis, true).values();
    }

    /// The places along `axis` of the elements in ascending order: `T[S] -> i32[S]`.
    public static Tensor argSort(Tensor x, int axis) {
        return ranked("argSort", x, axis, false).places();
    }

    /// The places along `axis` of the elements in descending order: `T[S] -> i32[S]`.
    public static Tensor argSortDescending(Tensor x, int axis) {
        return ranked("argSortDescending", x, axis, true).places();
    }

    /// The `k` largest elements along `axis`, the largest first, and their places: `T[S] -> T[S'], i32[S']`, `S'`
    /// being `S` with `k` at the axis.
    ///
    /// @throws dev.costate.ShapeException if the axis has fewer than `k`
    public static Ranked topK(Tensor x, int k, int axis) {
        return first("topK", x, k, axis, true);
    }

    /// The `k` smallest elements along `axis`, the smallest first, and their places, as [#topK].
    ///
    /// @throws dev.costate.ShapeException if the axis has fewer than `k`
    public static Ranked bottomK(Tensor x, int k, int axis) {
        return first("bottomK", x, k, axis, false);
    }

    /// The median: of an odd number of elements the one in the middle, of an even one the mean of the two; NaN if
    /// any element is. Integers become `float32`.
    ///
    /// @throws dev.costate.ShapeException if there are no elements
    public static Tensor median(Tensor x, boolean keep, int... axes) {
        Axes over = Layout.axes("median", x, axes);
        Tensor sorted = flat("median", x, over);
        int n = sorted.dim(-1);
        Tensor low = at(sorted, (n - 1) / 2);
        Tensor middle = n % 2 == 1 ? low : low.add(at(sorted, n / 2)).mul(0.5);
        return shaped(x, over, keep, orNaN(sorted, middle));
    }

    /// The quantile `q`, from 0 to 1: with the elements `x[0] <= ... <= x[n-1]` and `h = (n - 1) q` the value at `h`
    /// on the line from `x[floor h]` to `x[ceil h]`, which is NumPy's default (type 7 of R. J. Hyndman and Y. Fan,
    /// "Sample quantiles in statistical packages", The American Statistician 1996). NaN if any element is. Integers
    /// become `float32`.
    ///
    /// @throws dev.costate.ArgumentException if `q` is not from 0 to 1
    /// @throws dev.costate.ShapeException if there are no elements
    public static Tensor quantile(Tensor x, double q, boolean keep, int... axes) {
        if (!(q >= 0 && q <= 1)) {
            throw Problem.argument("quantile", "q is " + q, "it goes from 0, the smallest, to 1, the largest");
        }
        Axes over = Layout.axes("quantile", x, axes);
        Tensor sorted = flat("quantile", x, over);
        int n = sorted.dim(-1);
        double h = (n - 1) * q;
        int below = (int) h;
        double part = h - below;
        Tensor a = at(sorted, below);
        if (part == 0) {
            return shaped(x, over, keep, orNaN(sorted, a));
        }
        Tensor b = at(sorted, below + 1);
        // Between equal infinities there is no gap.
        Tensor infinite = a.eq(b).and(a.isFinite().not());
        Tensor gap = Elementwise.select(infinite, Creation.zerosLike(a), b.sub(a));
        Tensor between = part < 0.5 ? a.add(gap.mul(part)) : b.sub(gap.mul(1 - part));
        return shaped(x, over, keep, orNaN(sorted, between));
    }

    private static Ranked ranked(String name, Tensor x, int axis, boolean descending) {
        int a = Layout.axis(name, x, axis);
        return ranked(x, new Sort(a, x.shape().dim(a), descending));
    }

    private static Ranked first(String name, Tensor x, int k, int axis, boolean largest) {
        int a = Layout.axis(name, x, axis);
        int n = x.shape().dim(a);
        if (k < 0 || k > n) {
            throw Problem.shape(name, k + " elements of axis " + a + " of " + Problem.describe(x), "take 0 to " + n);
        }
        return ranked(x, new Sort(a, k, largest));
    }

    private static Ranked ranked(Tensor x, Sort sort) {
        List<Tensor> results = Dispatch.apply(sort, List.of(x));
        return new Ranked(results.get(0), results.get(1));
    }

    /// The elements along `over` in one last axis, sorted.
    private static Tensor flat(String name, Tensor x, Axes over) {
        Axes rest = over.complement(x.rank());
        int[] dims = new int[rest.size() + 1];
        int n = 1;
        for (int a : over.toArray()) {
            n *= x.shape().dim(a);
        }
        for (int i = 0; i < rest.size(); i++) {
            dims[i] = x.shape().dim(rest.get(i));
        }
        dims[rest.size()] = n;
        if (n == 0) {
            throw Problem.shape(
                    name,
                    Problem.describe(x) + " has no elements along " + over,
                    "there is no " + name + " of nothing");
        }
        Tensor last =
                Layout.transpose(Elementwise.toFloating(x), rest.concat(over).toArray());
        return sort(last.reshape(Shape.of(dims)), -1);
    }

    private static Tensor at(Tensor sorted, int i) {
        return Layout.slice(sorted, sorted.rank() - 1, i, i + 1).squeeze(-1);
    }

    /// NaNs come last, so that there is one if the last element is.
    private static Tensor orNaN(Tensor sorted, Tensor value) {
        Tensor last = at(sorted, sorted.dim(-1) - 1);
        return Elementwise.select(last.isNaN(), last, value);
    }

    private static Tensor shaped(Tensor x, Axes over, boolean keep, Tensor value) {
        if (!keep) {
            return value;
        }
        int[] dims = x.shape().dims();
        for (int a : over.toArray()) {
            dims[a] = 1;
        }
        return value.reshape(Shape.of(dims));
    }
}
