package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Axes;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Pad;
import dev.costate.graph.Reshape;
import dev.costate.graph.Reverse;
import dev.costate.graph.Slice;
import dev.costate.graph.Transpose;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Shapes, axes, and the order of elements. Axes count from 0, negative ones from the end.
public final class Layout {
    private Layout() {}

    /// Repeats `x` to `shape` by NumPy's rule: axes are aligned at the end, an extent of 1 or a missing axis
    /// repeats.
    ///
    /// @throws dev.costate.ShapeException if they do not fit
    public static Tensor broadcastTo(Tensor x, Shape shape) {
        if (x.shape().equals(shape)) {
            return x;
        }
        int lead = shape.rank() - x.rank();
        List<Integer> keptDims = new ArrayList<>();
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            int n = x.shape().dim(i);
            if (lead < 0 || (n != 1 && n != shape.dim(lead + i))) {
                throw Problem.shape(
                        "broadcast",
                        Problem.describe(x) + " does not fit in " + shape
                                + (lead < 0
                                        ? ""
                                        : " (axis " + (lead + i) + ": " + n + " vs " + shape.dim(lead + i) + ")"),
                        "extents must be equal or 1");
            }
            if (n == shape.dim(lead + i)) {
                keptDims.add(n);
                axes.add(lead + i);
            }
        }
        Tensor squeezed = reshape(x, Shape.of(ints(keptDims)));
        return squeezed.shape().equals(shape)
                ? squeezed
                : Dispatch.one(new Broadcast(shape, Axes.of(ints(axes))), squeezed);
    }

    /// The shape that `a` and `b` broadcast to together.
    public static Shape broadcastShapes(String operation, Tensor a, Tensor b) {
        if (a.shape().equals(b.shape())) {
            return a.shape();
        }
        int rank = Math.max(a.rank(), b.rank());
        int[] dims = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int m = i <= a.rank() ? a.shape().dim(a.rank() - i) : 1;
            int n = i <= b.rank() ? b.shape().dim(b.rank() - i) : 1;
            if (m != n && m != 1 && n != 1) {
                boolean swap = a.rank() == 2
                        && b.rank() == 2
                        && a.shape().dim(0) == b.shape().dim(1);
                throw Problem.shape(
                        operation,
                        "shapes do not broadcast: " + Problem.describe(a) + " and " + Problem.describe(b) + " (axis -"
                                + i + ": " + m + " vs " + n + ")",
                        swap
                                ? "transpose an operand?"
                                : "extents must be equal or 1; reshape or unsqueeze an operand?");
            }
            dims[rank - i] = m == 1 ? n : m;
        }
        return Shape.of(dims);
    }

    /// The shape that an operand of shape `a`, described for errors by `owner`, broadcasts to with `b`.
    static Shape broadcastShapes(String operation, Tensor owner, Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        int[] dims = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int m = i <= a.rank() ? a.dim(a.rank() - i) : 1;
            int n = i <= b.rank() ? b.dim(b.rank() - i) : 1;
            if (m != n && m != 1 && n != 1) {
                throw Problem.shape(
                        operation,
                        "shapes do not broadcast: " + Problem.describe(owner) + " and " + b + " (axis -" + i + ": " + m
                                + " vs " + n + ")",
                        "extents must be equal or 1");
            }
            dims[rank - i] = m == 1 ? n : m;
        }
        return Shape.of(dims);
    }

    /// The same elements in row-major order; one extent may be -1 and is worked out.
    public static Tensor reshape(Tensor x, int... dims) {
        int[] all = dims.clone();
        int free = -1;
        long known = 1;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == -1 && free < 0) {
                free = i;
            } else if (all[i] < 0) {
                throw Problem.shape(
                        "reshape",
                        "extents " + Arrays.toString(dims) + " of " + Problem.describe(x),
                        "one extent may be -1, the others are not negative");
            } else {
                known *= all[i];
            }
        }
        if (free >= 0 && known > 0 && x.size() % known == 0) {
            all[free] = (int) (x.size() / known);
        } else if (free >= 0 || known != x.size()) {
            throw Problem.shape(
                    "reshape",
                    Problem.describe(x) + " has " + x.size() + " elements, " + Arrays.toString(dims)
                            + (free >= 0 ? " cannot divide them" : " " + known),
                    free >= 0 ? "give every extent" : "use -1 for one extent to have it worked out");
        }
        return reshape(x, Shape.of(all));
    }

    /// The same elements in row-major order under `shape`.
    public static Tensor reshape(Tensor x, Shape shape) {
        if (x.shape().equals(shape)) {
            return x;
        }
        if (x.size() != shape.size()) {
            throw Problem.shape(
                    "reshape",
                    Problem.describe(x) + " has " + x.size() + " elements, " + shape + " " + shape.size(),
                    "");
        }
        return Dispatch.one(new Reshape(shape), x);
    }

    /// Axis `i` of the result is axis `permutation[i]` of `x`; without arguments the order of the axes is
    /// reversed.
    public static Tensor transpose(Tensor x, int... permutation) {
        int[] p = new int[x.rank()];
        if (permutation.length == 0) {
            Arrays.setAll(p, i -> x.rank() - 1 - i);
        } else if (permutation.length == x.rank()) {
            Arrays.setAll(p, i -> axis("transpose", x.rank(), permutation[i]));
        }
        boolean[] seen = new boolean[p.length];
        for (int a : p) {
            if (seen[a] || (permutation.length != 0 && permutation.length != x.rank())) {
                throw Problem.shape(
                        "transpose",
                        Arrays.toString(permutation) + " is no permutation of the axes of " + Problem.describe(x),
                        "name each axis once");
            }
            seen[a] = true;
        }
        Axes axes = Axes.of(p);
        return axes.equals(Axes.range(0, p.length)) ? x : Dispatch.one(new Transpose(axes), x);
    }

    /// Exchanges two axes.
    public static Tensor swapAxes(Tensor x, int a, int b) {
        int[] p = Axes.range(0, x.rank()).toArray();
        int i = axis("swapAxes", x.rank(), a);
        int j = axis("swapAxes", x.rank(), b);
        p[i] = j;
        p[j] = i;
        return transpose(x, p);
    }

    /// Takes axis `from` out and puts it back as axis `to`; the others keep their order.
    public static Tensor moveAxis(Tensor x, int from, int to) {
        int i = axis("moveAxis", x.rank(), from);
        int j = axis("moveAxis", x.rank(), to);
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < x.rank(); k++) {
            if (k != i) {
                order.add(k);
            }
        }
        order.add(j, i);
        return x.rank() == 0 ? x : transpose(x, ints(order));
    }

    /// A new axis of extent 1 before axis `axis`; -1 is after the last.
    public static Tensor unsqueeze(Tensor x, int axis) {
        return reshape(x, x.shape().insert(axis("unsqueeze", x.rank() + 1, axis), 1));
    }

    /// Without the named axes, which have extent 1; without arguments, without all that have.
    public static Tensor squeeze(Tensor x, int... axes) {
        Axes gone = axes("squeeze", x, axes);
        List<Integer> dims = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            int n = x.shape().dim(i);
            boolean named = axes.length > 0 && gone.contains(i);
            if (named && n != 1) {
                throw Problem.shape(
                        "squeeze", "axis " + i + " of " + Problem.describe(x) + " has extent " + n + ", not 1", "");
            }
            if (!named && (axes.length > 0 || n != 1)) {
                dims.add(n);
            }
        }
        return reshape(x, Shape.of(ints(dims)));
    }

    /// Joins tensors along an existing axis.
    public static Tensor concat(List<Tensor> parts, int axis) {
        if (parts.isEmpty()) {
            throw Problem.shape("concat", "there is nothing to join", "");
        }
        Tensor first = parts.get(0);
        int a = axis("concat", first.rank(), axis);
        DType dtype = first.dtype();
        for (int k = 1; k < parts.size(); k++) {
            Tensor part = parts.get(k);
            dtype = dtype.promote(part.dtype());
            for (int i = 0; i < Math.max(part.rank(), first.rank()); i++) {
                if (part.rank() != first.rank()
                        || (i != a && part.shape().dim(i) != first.shape().dim(i))) {
                    throw Problem.shape(
                            "concat",
                            "part " + k + " does not fit: " + Problem.describe(first) + " and " + Problem.describe(part)
                                    + (part.rank() != first.rank()
                                            ? " (rank " + first.rank() + " vs " + part.rank() + ")"
                                            : " (axis " + i + ": "
                                                    + first.shape().dim(i) + " vs "
                                                    + part.shape().dim(i) + ")"),
                            "parts agree in every axis but " + a);
                }
            }
        }
        DType common = dtype;
        List<Tensor> same = parts.stream().map(p -> p.to(common)).toList();
        return same.size() == 1
                ? same.get(0)
                : Dispatch.apply(new Concatenate(a), same).get(0);
    }

    /// Joins tensors of one shape along a new axis.
    public static Tensor stack(List<Tensor> parts, int axis) {
        for (Tensor part : parts) {
            if (!part.shape().equals(parts.get(0).shape())) {
                throw Problem.shape(
                        "stack",
                        Problem.describe(parts.get(0)) + " and " + Problem.describe(part) + " differ",
                        "use concat?");
            }
        }
        return concat(parts.stream().map(p -> unsqueeze(p, axis)).toList(), axis);
    }

    /// Cuts an axis into pieces of these extents, which add up to it.
    public static List<Tensor> split(Tensor x, int axis, int... extents) {
        int a = axis("split", x.rank(), axis);
        if (Arrays.stream(extents).asLongStream().sum() != x.shape().dim(a)
                || Arrays.stream(extents).anyMatch(n -> n < 0)) {
            throw Problem.shape(
                    "split",
                    Arrays.toString(extents) + " do not add up to axis " + a + " of " + Problem.describe(x),
                    "");
        }
        List<Tensor> parts = new ArrayList<>();
        int start = 0;
        for (int n : extents) {
            parts.add(slice(x, a, start, start + n));
            start += n;
        }
        return parts;
    }

    /// The part `[start, limit)` of one axis.
    public static Tensor slice(Tensor x, int axis, int start, int limit) {
        int a = axis("slice", x.rank(), axis);
        if (start < 0 || limit < start || limit > x.shape().dim(a)) {
            throw Problem.index(
                    "slice", start + ":" + limit + " is no part of axis " + a + " of " + Problem.describe(x), "");
        }
        int[] starts = new int[x.rank()];
        int[] limits = x.shape().dims();
        starts[a] = start;
        limits[a] = limit;
        return slice(x, Axes.of(starts), Axes.of(limits), Axes.repeat(1, x.rank()));
    }

    /// The elements at `starts + k strides` below `limits`; everything has been checked.
    static Tensor slice(Tensor x, Axes starts, Axes limits, Axes strides) {
        boolean whole = starts.equals(Axes.repeat(0, x.rank()))
                && limits.equals(Axes.of(x.shape().dims()))
                && strides.equals(Axes.repeat(1, x.rank()));
        return whole ? x : Dispatch.one(new Slice(starts, limits, strides), x);
    }

    /// `low` copies of `value` before and `high` after along each axis, `interior` between neighbours
    /// (dilation).
    public static Tensor pad(Tensor x, Number value, int[] low, int[] high, int[] interior) {
        boolean legal = low.length == x.rank() && high.length == x.rank() && interior.length == x.rank();
        if (!legal
                || Arrays.stream(low).anyMatch(n -> n < 0)
                || Arrays.stream(high).anyMatch(n -> n < 0)
                || Arrays.stream(interior).anyMatch(n -> n < 0)) {
            throw Problem.shape(
                    "pad",
                    "low " + Arrays.toString(low) + ", high " + Arrays.toString(high) + ", interior "
                            + Arrays.toString(interior) + " for " + Problem.describe(x),
                    "give one number for each axis, none negative; to cut, slice");
        }
        return Dispatch.one(
                new Pad(Axes.of(low), Axes.of(high), Axes.of(interior)), x, Creation.scalar(x.dtype(), value));
    }

    /// `low` zeros before and `high` after along each axis.
    public static Tensor pad(Tensor x, int[] low, int[] high) {
        return pad(x, 0, low, high, new int[x.rank()]);
    }

    /// The order along these axes reversed; all axes if none is named.
    public static Tensor flip(Tensor x, int... axes) {
        Axes reversed = axes("flip", x, axes);
        return reversed.size() == 0 ? x : Dispatch.one(new Reverse(reversed), x);
    }

    /// Elements pushed out at the end of `axis` come back at its start, as NumPy's `roll`.
    public static Tensor roll(Tensor x, int shift, int axis) {
        int a = axis("roll", x.rank(), axis);
        int n = x.shape().dim(a);
        int k = n == 0 ? 0 : Math.floorMod(shift, n);
        return k == 0 ? x : concat(List.of(slice(x, a, n - k, n), slice(x, a, 0, n - k)), a);
    }

    /// `x` repeated `count` times along `axis` as a whole: `abab`.
    public static Tensor tile(Tensor x, int axis, int count) {
        int a = axis("tile", x.rank(), axis);
        Tensor repeated = broadcastTo(unsqueeze(x, a), x.shape().insert(a, count));
        return reshape(repeated, withDim(x.shape(), a, (long) x.shape().dim(a) * count));
    }

    /// Each element repeated `count` times along `axis`: `aabb`.
    public static Tensor repeat(Tensor x, int axis, int count) {
        int a = axis("repeat", x.rank(), axis);
        Tensor repeated = broadcastTo(unsqueeze(x, a + 1), x.shape().insert(a + 1, count));
        return reshape(repeated, withDim(x.shape(), a, (long) x.shape().dim(a) * count));
    }

    private static Shape withDim(Shape shape, int axis, long extent) {
        if (extent < 0 || extent > Integer.MAX_VALUE) {
            throw Problem.shape("repeat", "axis " + axis + " of " + shape + " would have extent " + extent, "");
        }
        return shape.remove(axis).insert(axis, (int) extent);
    }

    /// The axis counted from 0.
    ///
    /// @throws dev.costate.ShapeException if there is no such axis
    public static int axis(String operation, int rank, int axis) {
        if (axis < -rank || axis >= rank) {
            throw Problem.shape(
                    operation,
                    "axis " + axis + " of a tensor of rank " + rank,
                    rank == 0 ? "a scalar has no axes" : "axes go from " + -rank + " to " + (rank - 1));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /// These axes counted from 0 and sorted; all of them if none is named.
    static Axes axes(String operation, Tensor x, int... axes) {
        if (axes.length == 0) {
            return Axes.range(0, x.rank());
        }
        int[] sorted = Arrays.stream(axes)
                .map(a -> axis(operation, x.rank(), a))
                .sorted()
                .toArray();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw Problem.shape(
                        operation,
                        "axis " + sorted[i] + " is named twice in " + Arrays.toString(axes),
                        "name each axis once");
            }
        }
        return Axes.of(sorted);
    }

    static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
