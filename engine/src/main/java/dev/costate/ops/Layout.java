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
        Problem.present("broadcastTo", "the tensor", x);
        return broadcast("broadcastTo", "", x, Problem.present("broadcastTo", "the shape", shape));
    }

    /// The same on behalf of `operation`, whose error calls the tensor what `role` says.
    static Tensor broadcast(String operation, String role, Tensor x, Shape shape) {
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
                        operation,
                        role + Problem.describe(x) + " does not fit in " + shape
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
        Problem.present(operation, "the left operand", a);
        Problem.present(operation, "the right operand", b);
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

    /// The shape that the leading axes of two operands, `m` and `n` of them, broadcast to.
    static Shape leading(String operation, Tensor a, Tensor b, int m, int n) {
        int[] dims = new int[Math.max(m, n)];
        for (int i = 1; i <= dims.length; i++) {
            int left = i <= m ? a.shape().dim(m - i) : 1;
            int right = i <= n ? b.shape().dim(n - i) : 1;
            if (left != right && left != 1 && right != 1) {
                throw Problem.shape(
                        operation,
                        "leading axes do not broadcast: " + Problem.describe(a) + " x " + Problem.describe(b) + " ("
                                + left + " vs " + right + ")",
                        "extents must be equal or 1");
            }
            dims[dims.length - i] = left == 1 ? right : left;
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
        Problem.present("reshape", "the tensor", x);
        int[] all = Problem.present("reshape", "the list of extents", dims).clone();
        int free = -1;
        long known = 1;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == -1 && free < 0) {
                free = i;
            } else if (all[i] < 0) {
                throw Problem.shape(
                        "reshape",
                        "extents " + Axes.of(dims) + " of " + Problem.describe(x),
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
                    Problem.describe(x) + " has " + x.size() + " elements, " + Axes.of(dims)
                            + (free >= 0 ? " cannot hold them" : " has " + known),
                    free >= 0 ? "give every extent" : "use -1 for one extent to have it worked out");
        }
        return reshape(x, Shape.of(all));
    }

    /// The same elements in row-major order under `shape`.
    public static Tensor reshape(Tensor x, Shape shape) {
        Problem.present("reshape", "the tensor", x);
        Problem.present("reshape", "the shape", shape);
        if (x.shape().equals(shape)) {
            return x;
        }
        if (x.size() != shape.size()) {
            throw Problem.shape(
                    "reshape",
                    Problem.describe(x) + " has " + x.size() + " elements, " + shape + " has " + shape.size(),
                    "a reshape keeps their number");
        }
        return Dispatch.one(new Reshape(shape), x);
    }

    /// Axis `i` of the result is axis `permutation[i]` of `x`; without arguments the order of the axes is
    /// reversed.
    public static Tensor transpose(Tensor x, int... permutation) {
        Problem.present("transpose", "the tensor", x);
        int[] p = new int[x.rank()];
        if (Problem.present("transpose", "the permutation", permutation).length == 0) {
            Arrays.setAll(p, i -> x.rank() - 1 - i);
        } else if (permutation.length == x.rank()) {
            Arrays.setAll(p, i -> axis("transpose", x, permutation[i]));
        }
        boolean[] seen = new boolean[p.length];
        for (int a : p) {
            if (seen[a] || (permutation.length != 0 && permutation.length != x.rank())) {
                throw Problem.shape(
                        "transpose",
                        Axes.of(permutation) + " is no permutation of the axes of " + Problem.describe(x),
                        "name each axis once");
            }
            seen[a] = true;
        }
        Axes axes = Axes.of(p);
        return axes.equals(Axes.range(0, p.length)) ? x : Dispatch.one(new Transpose(axes), x);
    }

    /// Exchanges two axes.
    public static Tensor swapAxes(Tensor x, int a, int b) {
        int i = axis("swapAxes", x, a);
        int j = axis("swapAxes", x, b);
        int[] p = Axes.range(0, x.rank()).toArray();
        p[i] = j;
        p[j] = i;
        return transpose(x, p);
    }

    /// Takes axis `from` out and puts it back as axis `to`; the others keep their order.
    public static Tensor moveAxis(Tensor x, int from, int to) {
        int i = axis("moveAxis", x, from);
        int j = axis("moveAxis", x, to);
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
        Problem.present("unsqueeze", "the tensor", x);
        int rank = x.rank() + 1;
        if (axis < -rank || axis >= rank) {
            throw Problem.shape(
                    "unsqueeze",
                    "there is no place " + axis + " for an axis more in " + Problem.describe(x),
                    "places go from " + -rank + " to " + (rank - 1));
        }
        return reshape(x, x.shape().insert(axis < 0 ? axis + rank : axis, 1));
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
                        "squeeze",
                        "axis " + i + " of " + Problem.describe(x) + " has extent " + n + ", not 1",
                        "only an axis of extent 1 can go; reduce or reshape the others");
            }
            if (!named && (axes.length > 0 || n != 1)) {
                dims.add(n);
            }
        }
        return reshape(x, Shape.of(ints(dims)));
    }

    /// Joins tensors along an existing axis.
    public static Tensor concat(List<Tensor> parts, int axis) {
        requireParts("concat", parts);
        Tensor first = parts.get(0);
        int a = axis("concat", first, axis);
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
        requireParts("stack", parts);
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

    private static void requireParts(String operation, List<Tensor> parts) {
        if (Problem.present(operation, "the list of tensors", parts).isEmpty()) {
            throw Problem.shape(operation, "there is nothing to join", "give at least one tensor");
        }
        for (int k = 0; k < parts.size(); k++) {
            Problem.present(operation, "part " + k, parts.get(k));
        }
    }

    /// The parts along an axis, one by one, without that axis: the inverse of [#stack].
    public static List<Tensor> unstack(Tensor x, int axis) {
        int a = axis("unstack", x, axis);
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < x.shape().dim(a); i++) {
            parts.add(reshape(slice(x, a, i, i + 1), x.shape().remove(a)));
        }
        return parts;
    }

    /// Cuts an axis into pieces of these extents, which add up to it.
    public static List<Tensor> split(Tensor x, int axis, int... extents) {
        int a = axis("split", x, axis);
        long sum = Arrays.stream(Problem.present("split", "the list of extents", extents))
                .asLongStream()
                .sum();
        if (sum != x.shape().dim(a) || Arrays.stream(extents).anyMatch(n -> n < 0)) {
            throw Problem.shape(
                    "split",
                    "extents " + Axes.of(extents) + " add up to " + sum + ", axis " + a + " of " + Problem.describe(x)
                            + " has extent " + x.shape().dim(a),
                    "the pieces make up the axis, none of them negative");
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
        int a = axis("slice", x, axis);
        if (start < 0 || limit < start || limit > x.shape().dim(a)) {
            throw Problem.index(
                    "slice",
                    start + ":" + limit + " is no part of axis " + a + " of " + Problem.describe(x),
                    "0 <= start <= limit <= " + x.shape().dim(a) + "; negative places are for get");
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
        Problem.present("pad", "the tensor", x);
        Problem.present("pad", "low", low);
        Problem.present("pad", "high", high);
        Problem.present("pad", "interior", interior);
        boolean legal = low.length == x.rank() && high.length == x.rank() && interior.length == x.rank();
        if (!legal
                || Arrays.stream(low).anyMatch(n -> n < 0)
                || Arrays.stream(high).anyMatch(n -> n < 0)
                || Arrays.stream(interior).anyMatch(n -> n < 0)) {
            throw Problem.shape(
                    "pad",
                    "low " + Axes.of(low) + ", high " + Axes.of(high) + ", interior " + Axes.of(interior) + " for "
                            + Problem.describe(x),
                    "give one number for each axis, none negative; to cut, slice");
        }
        return Dispatch.one(
                new Pad(Axes.of(low), Axes.of(high), Axes.of(interior)), x, Creation.scalar(x.dtype(), value));
    }

    /// `low` zeros before and `high` after along each axis.
    public static Tensor pad(Tensor x, int[] low, int[] high) {
        return pad(
                x, 0, low, high, new int[Problem.present("pad", "the tensor", x).rank()]);
    }

    /// The order along these axes reversed; all axes if none is named.
    public static Tensor flip(Tensor x, int... axes) {
        Axes reversed = axes("flip", x, axes);
        return reversed.size() == 0 ? x : Dispatch.one(new Reverse(reversed), x);
    }

    /// Elements pushed out at the end of `axis` come back at its start, as NumPy's `roll`.
    public static Tensor roll(Tensor x, int shift, int axis) {
        int a = axis("roll", x, axis);
        int n = x.shape().dim(a);
        int k = n == 0 ? 0 : Math.floorMod(shift, n);
        return k == 0 ? x : concat(List.of(slice(x, a, n - k, n), slice(x, a, 0, n - k)), a);
    }

    /// `x` repeated `count` times along `axis` as a whole: `abab`.
    public static Tensor tile(Tensor x, int axis, int count) {
        int a = axis("tile", x, axis);
        Shape shape = times("tile", x, a, count);
        return reshape(broadcastTo(unsqueeze(x, a), x.shape().insert(a, count)), shape);
    }

    /// Each element repeated `count` times along `axis`: `aabb`.
    public static Tensor repeat(Tensor x, int axis, int count) {
        int a = axis("repeat", x, axis);
        Shape shape = times("repeat", x, a, count);
        return reshape(broadcastTo(unsqueeze(x, a + 1), x.shape().insert(a + 1, count)), shape);
    }

    /// The shape of `x` with one axis `count` times as long.
    private static Shape times(String operation, Tensor x, int axis, int count) {
        long extent = (long) x.shape().dim(axis) * count;
        if (count < 0 || extent > Integer.MAX_VALUE) {
            throw Problem.shape(
                    operation,
                    "axis " + axis + " of " + Problem.describe(x) + " " + count + " times",
                    count < 0 ? "a count is not negative" : "an axis has at most 2^31-1 elements");
        }
        return x.shape().remove(axis).insert(axis, (int) extent);
    }

    /// The axis counted from 0.
    ///
    /// @throws dev.costate.ShapeException if `x` has no such axis
    public static int axis(String operation, Tensor x, int axis) {
        int rank = Problem.present(operation, "the tensor", x).rank();
        if (axis < -rank || axis >= rank) {
            throw Problem.shape(
                    operation,
                    Problem.describe(x) + " has no axis " + axis,
                    rank == 0 ? "a scalar has none" : "its axes go from " + -rank + " to " + (rank - 1));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /// These axes counted from 0 and sorted; all of them if none is named.
    static Axes axes(String operation, Tensor x, int... axes) {
        Problem.present(operation, "the tensor", x);
        if (Problem.present(operation, "the list of axes", axes).length == 0) {
            return Axes.range(0, x.rank());
        }
        int[] sorted =
                Arrays.stream(axes).map(a -> axis(operation, x, a)).sorted().toArray();
        return distinct(operation, x, sorted);
    }

    /// These axes of `x`, none of which is named twice.
    static Axes distinct(String operation, Tensor x, int... axes) {
        Axes all = Axes.of(axes);
        for (int i = 1; i < axes.length; i++) {
            if (all.indexOf(axes[i]) < i) {
                throw Problem.shape(
                        operation,
                        "axis " + axes[i] + " of " + Problem.describe(x) + " is named twice",
                        "name each axis once");
            }
        }
        return all;
    }

    static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
