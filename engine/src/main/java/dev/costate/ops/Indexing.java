package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Gather;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reading and changing parts of a tensor by NumPy's rules.
///
/// An index whose value is known must lie inside its axis; one that is only known when a compiled program runs
/// is clamped to it.
public final class Indexing {
    private Indexing() {}

    /// The elements of `x` at an index.
    public static Tensor get(Tensor x, List<Index> index) {
        return get("get", x, index);
    }

    private static Tensor get(String operation, Tensor x, List<Index> index) {
        IndexPlan plan = plan(operation, x, index);
        Tensor y = plan.basic(x);
        if (plan.places.isEmpty()) {
            return y.reshape(plan.result());
        }
        if (plan.result().size() == 0) {
            return Creation.zeros(x.dtype(), plan.result());
        }
        Tensor gathered = Dispatch.one(new Gather(0, plan.indexed(), plan.window(y.shape())), y, plan.starts());
        return plan.arrange(gathered);
    }

    /// `x` with `value` added at an index.
    public static Tensor add(Tensor x, List<Index> index, Tensor value) {
        IndexPlan plan = plan("add", x, index);
        Tensor v = plan.fitted("add", x, value);
        if (v.size() == 0) {
            return x;
        }
        return plan.isWhole(x) ? plan.addedTo(x, v) : x.add(plan.spread(x, v));
    }

    /// `x` with `value` at an index.
    public static Tensor set(Tensor x, List<Index> index, Tensor value) {
        IndexPlan plan = plan("set", x, index);
        Tensor v = plan.fitted("set", x, value);
        int n = v.size();
        if (n == 0) {
            return x;
        }
        if (plan.places.isEmpty()) {
            Tensor here = plan.spread(x, Creation.ones(DType.BOOL, v.shape()));
            return Elementwise.select(here, plan.spread(x, v), x);
        }
        // The elements are numbered from 1; the last number to arrive at a place says whose value it takes.
        Tensor numbers = Creation.arange(DType.INT32, n).add(1).reshape(v.shape());
        Tensor hits = plan.last(x, numbers);
        Tensor source = take(v.reshape(n), hits.sub(1).maximum(0), 0);
        return Elementwise.select(hits.gt(0), source, x);
    }

    /// The slices of `x` along `axis` at `indices`: `[A, n, B], int[I] -> [A, I, B]`.
    public static Tensor take(Tensor x, Tensor indices, int axis) {
        List<Index> index = new ArrayList<>();
        for (int i = 0; i < Layout.axis("take", x, axis); i++) {
            index.add(Index.all());
        }
        index.add(Index.places(indices));
        return get("take", x, index);
    }

    /// `y[i, j] = x[indices[i, j], j]` along axis 0 and so on: one index for each element, as NumPy's
    /// `take_along_axis`.
    public static Tensor takeAlong(Tensor x, Tensor indices, int axis) {
        int a = Layout.axis("takeAlong", x, axis);
        if (Problem.present("takeAlong", "the tensor of indices", indices).rank() != x.rank()) {
            throw Problem.shape(
                    "takeAlong",
                    Problem.describe(x) + " and indices " + Problem.describe(indices) + " differ in rank",
                    "indices have the tensor's axes; take() collects whole slices");
        }
        List<Index> index = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            if (i == a) {
                index.add(Index.places(indices));
            } else {
                int[] dims = Axes.repeat(1, x.rank()).toArray();
                dims[i] = x.shape().dim(i);
                index.add(Index.places(Creation.arange(DType.INT32, dims[i]).reshape(dims)));
            }
        }
        return get("takeAlong", x, index);
    }

    /// The rows of matrices at `places`, each matrix having places of its own: `T[..., n, k], i32[..., m] ->
    /// T[..., m, k]`. Places count from 0 and are clamped.
    ///
    /// @throws dev.costate.ShapeException if the leading axes differ
    public static Tensor rows(Tensor x, Tensor places) {
        Problem.present("rows", "the tensor", x);
        int lead = Problem.present("rows", "the tensor of places", places).rank() - 1;
        boolean fits = lead >= 0
                && x.rank() == lead + 2
                && x.shape().slice(0, lead).equals(places.shape().slice(0, lead));
        if (!fits || places.dtype() != DType.INT32) {
            throw Problem.shape(
                    "rows",
                    "places " + Problem.describe(places) + " are not those of rows of " + Problem.describe(x),
                    "they are int32, and have the tensor's leading axes and one more");
        }
        if (places.dim(-1) == 0) {
            return Layout.slice(x, -2, 0, 0);
        }
        Tensor windows = Dispatch.one(new Gather(lead, Axes.of(0), Axes.of(1, x.dim(-1))), x, places.unsqueeze(-1));
        return windows.squeeze(-2);
    }

    /// The places where a mask holds, one `int32` vector an axis; its value must be known.
    public static List<Tensor> nonZero(Tensor mask) {
        Array known = Trace.require(Problem.present("nonZero", "the mask", mask), "nonZero");
        int[] strides = mask.shape().strides();
        int count = 0;
        for (int i = 0; i < known.size(); i++) {
            count += known.getBoolean(i) ? 1 : 0;
        }
        int[][] places = new int[mask.rank()][count];
        int n = 0;
        for (int i = 0; i < known.size(); i++) {
            if (known.getBoolean(i)) {
                for (int a = 0; a < places.length; a++) {
                    places[a][n] = i / strides[a] % mask.shape().dim(a);
                }
                n++;
            }
        }
        return Arrays.stream(places).map(Tensor::of).toList();
    }

    private static IndexPlan plan(String operation, Tensor x, List<Index> index) {
        Problem.present(operation, "the tensor", x);
        List<Index> terms = complete(operation, x, Problem.present(operation, "the index", index));
        IndexPlan plan = new IndexPlan();
        plan.rank = x.rank();
        int axis = 0;
        boolean apart = false;
        int lastPlace = -2;
        boolean hasPlaces = terms.stream().anyMatch(t -> t instanceof Index.Places);
        for (int k = 0; k < terms.size(); k++) {
            switch (terms.get(k)) {
                case Index.NewAxis _ -> plan.layout.add(1);
                case Index.Ellipsis _ -> throw new AssertionError("replaced above");
                case Index.At(int position) -> {
                    int at = bounded(operation, x, axis, position);
                    if (hasPlaces) {
                        apart |= lastPlace >= 0 && lastPlace != k - 1;
                        lastPlace = k;
                        place(plan, axis, Tensor.scalar(DType.INT32, at));
                        plan.starts.add(0);
                        plan.counts.add(x.shape().dim(axis));
                    } else {
                        plan.starts.add(at);
                        plan.counts.add(1);
                    }
                    plan.steps.add(1);
                    axis++;
                }
                case Index.Range range -> {
                    range(operation, plan, x, axis, range);
                    plan.layout.add(plan.counts.get(axis));
                    axis++;
                }
                case Index.Places(Tensor indices) -> {
                    apart |= lastPlace >= 0 && lastPlace != k - 1;
                    lastPlace = k;
                    List<Tensor> each =
                            indices.dtype() == DType.BOOL ? masked(operation, x, axis, indices) : List.of(indices);
                    for (Tensor i : each) {
                        place(plan, axis, resolved(operation, x, axis, i));
                        plan.starts.add(0);
                        plan.counts.add(x.shape().dim(axis));
                        plan.steps.add(1);
                        axis++;
                    }
                }
            }
        }
        if (!plan.places.isEmpty()) {
            Shape shape = Shape.scalar();
            for (Tensor p : plan.places) {
                shape = Layout.broadcastShapes(operation, p, p.shape(), shape);
            }
            plan.placesShape = shape;
            if (apart) {
                plan.layout.remove(Integer.valueOf(-1));
                plan.layout.add(0, -1);
            }
        }
        return plan;
    }

    private static void place(IndexPlan plan, int axis, Tensor indices) {
        if (plan.places.isEmpty()) {
            plan.layout.add(-1);
        }
        plan.places.add(indices);
        plan.placeAxes.add(axis);
    }

    private static List<Index> complete(String operation, Tensor x, List<Index> index) {
        int used = 0;
        int ellipses = 0;
        for (Index term : index) {
            switch (Problem.present(operation, "a term of the index", term)) {
                case Index.NewAxis _ -> {}
                case Index.Ellipsis _ -> ellipses++;
                case Index.At _, Index.Range _ -> used++;
                case Index.Places(Tensor t) ->
                    used += Problem.present(operation, "a tensor of indices", t).dtype() == DType.BOOL ? t.rank() : 1;
            }
        }
        if (used > x.rank() || ellipses > 1) {
            throw Problem.index(
                    operation,
                    ellipses > 1 ? "two ellipses in one index" : used + " indices for " + Problem.describe(x),
                    ellipses > 1 ? "keep one" : "give at most one for each axis");
        }
        List<Index> terms = new ArrayList<>();
        for (Index term : index) {
            if (term instanceof Index.Ellipsis) {
                for (int i = used; i < x.rank(); i++) {
                    terms.add(Index.all());
                }
            } else {
                terms.add(term);
            }
        }
        for (int i = used; ellipses == 0 && i < x.rank(); i++) {
            terms.add(Index.all());
        }
        return terms;
    }

    private static int bounded(String operation, Tensor x, int axis, int position) {
        int n = x.shape().dim(axis);
        if (position < -n || position >= n) {
            throw Problem.index(
                    operation,
                    "index " + position + " is outside axis " + axis + " of " + Problem.describe(x),
                    n == 0 ? "the axis is empty" : "it goes from " + -n + " to " + (n - 1));
        }
        return position < 0 ? position + n : position;
    }

    private static void range(String operation, IndexPlan plan, Tensor x, int axis, Index.Range range) {
        int n = x.shape().dim(axis);
        int step = range.step();
        if (step == 0) {
            throw Problem.index(
                    operation, "the step of axis " + axis + " of " + Problem.describe(x) + " is 0", "give 1 or -1");
        }
        int lowest = step > 0 ? 0 : -1;
        int highest = step > 0 ? n : n - 1;
        int start = range.start() == null ? (step > 0 ? lowest : highest) : clip(range.start(), n, lowest, highest);
        int stop = range.stop() == null ? (step > 0 ? highest : lowest) : clip(range.stop(), n, lowest, highest);
        long count =
                step > 0 ? ((long) stop - start + step - 1) / step : ((long) start - stop - step - 1) / -(long) step;
        plan.starts.add(start);
        plan.counts.add((int) Math.max(0, count));
        plan.steps.add(count <= 1 ? 1 : step);
    }

    private static int clip(int place, int n, int lowest, int highest) {
        long p = place < 0 ? (long) place + n : place;
        return Math.clamp(p, lowest, highest);
    }

    private static List<Tensor> masked(String operation, Tensor x, int axis, Tensor mask) {
        for (int i = 0; i < mask.rank(); i++) {
            if (axis + i >= x.rank() || mask.shape().dim(i) != x.shape().dim(axis + i)) {
                throw Problem.index(
                        operation,
                        "the mask " + Problem.describe(mask) + " does not fit axis " + axis + " of "
                                + Problem.describe(x),
                        "a mask has the extents of the axes it chooses from");
            }
        }
        if (mask.rank() == 0) {
            throw Problem.index(operation, "a mask is a scalar", "use select, or a mask of rank 1 or more");
        }
        if (Trace.known(mask) == null) {
            throw Problem.trace(
                    operation,
                    "how many elements the traced mask " + Problem.describe(mask) + " chooses is not known yet",
                    "use select(mask, x, other), which keeps the shape");
        }
        return nonZero(mask);
    }

    /// Indices as `int32`, negative ones counted from the end, checked if their value is known.
    private static Tensor resolved(String operation, Tensor x, int axis, Tensor indices) {
        if (!indices.dtype().isInteger()) {
            throw Problem.dtype(
                    operation, "an index is " + Problem.describe(indices) + ", not integers", "convert with to(INT32)");
        }
        int n = x.shape().dim(axis);
        Array known = Trace.known(indices);
        if (known == null && n == 0 && indices.size() > 0) {
            throw Problem.index(
                    operation,
                    Problem.describe(indices) + " indexes axis " + axis + " of " + Problem.describe(x),
                    "the axis is empty");
        }
        if (known != null) {
            boolean negative = false;
            for (int i = 0; i < known.size(); i++) {
                long p = known.getLong(i);
                negative |= p < 0;
                if (p < -n || p >= n) {
                    throw Problem.index(
                            operation,
                            "index " + p + " (element " + i + " of the indices) is outside axis " + axis + " of "
                                    + Problem.describe(x),
                            n == 0 ? "the axis is empty" : "it goes from " + -n + " to " + (n - 1));
                }
            }
            if (!negative) {
                return indices.to(DType.INT32);
            }
        }
        Tensor counted = Elementwise.select(indices.lt(0), indices.add(n), indices);
        // What does not fit in 32 bits must not come back inside the axis.
        return counted.dtype() == DType.INT64
                ? counted.maximum(0).minimum(Math.max(0, n - 1)).to(DType.INT32)
                : counted;
    }
}
