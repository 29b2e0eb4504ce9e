package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Axes;
import dev.costate.graph.Pad;
import dev.costate.graph.ScatterAdd;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import java.util.ArrayList;
import java.util.List;

/// An index resolved against a shape.
final class IndexPlan {
    final List<Integer> starts = new ArrayList<>();
    final List<Integer> counts = new ArrayList<>();
    final List<Integer> steps = new ArrayList<>();
    /// For each axis of the operand: the indices that address it, if any.
    final List<Tensor> places = new ArrayList<>();
    final List<Integer> placeAxes = new ArrayList<>();
    /// The result's axes in order: extents of plain ones, -1 where the places' own axes go.
    final List<Integer> layout = new ArrayList<>();
    Shape placesShape = Shape.scalar();
    int rank;

    Tensor basic(Tensor x) {
        int[] low = new int[rank];
        int[] high = new int[rank];
        int[] stride = new int[rank];
        List<Integer> reversed = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            int step = steps.get(i);
            int n = counts.get(i);
            int first = starts.get(i);
            int last = n == 0 ? first : first + (n - 1) * step;
            low[i] = n == 0 ? 0 : Math.min(first, last);
            high[i] = n == 0 ? 0 : Math.max(first, last) + 1;
            stride[i] = Math.abs(step);
            if (step < 0 && n > 1) {
                reversed.add(i);
            }
        }
        Tensor y = Layout.slice(x, Axes.of(low), Axes.of(high), Axes.of(stride));
        return reversed.isEmpty() ? y : Layout.flip(y, Layout.ints(reversed));
    }

    /// Whether the index has places, and all of the axes that they do not address.
    boolean isWhole(Tensor x) {
        return !places.isEmpty()
                && x.shape().equals(Shape.of(Layout.ints(counts)))
                && steps.stream().allMatch(step -> step == 1);
    }

    /// `x` with `v` added at the places.
    Tensor addedTo(Tensor x, Tensor v) {
        return Dispatch.one(new ScatterAdd(0, indexed()), x, starts(), disarrange(v, x.shape()));
    }

    /// A tensor of `x`'s shape with `v` at the index and zeros elsewhere.
    Tensor spread(Tensor x, Tensor v) {
        Shape basic = Shape.of(Layout.ints(counts));
        Tensor y = places.isEmpty() ? v.reshape(basic) : addedTo(Creation.zeros(v.dtype(), basic), v);
        return unslice(y, x.shape());
    }

    /// The numbers spread over a tensor of `x`'s shape, of those that meet at one place the last.
    Tensor last(Tensor x, Tensor numbers) {
        // Windows coincide or are apart, so that their numbers say which are lost.
        Tensor window = Creation.zeros(DType.INT32, placesShape);
        int windows = 1;
        for (int i = 0; i < places.size(); i++) {
            int n = x.shape().dim(placeAxes.get(i));
            window = window.mul(n).add(places.get(i).clamp(0, n - 1));
            windows *= n;
        }
        Tensor beaten = Recurrence.later(window.reshape(-1), windows);
        Shape basic = Shape.of(Layout.ints(counts));
        Tensor updates = disarrange(numbers, basic);
        Tensor lost =
                beaten.reshape(placesShape.concat(Shape.of(Axes.repeat(1, rank).toArray())));
        Tensor kept = Elementwise.select(lost, Creation.zerosLike(updates), updates);
        Tensor zeros = Creation.zeros(DType.INT32, basic);
        return unslice(Dispatch.one(new ScatterAdd(0, indexed()), zeros, starts(), kept), x.shape());
    }

    private Tensor unslice(Tensor y, Shape shape) {
        int[] low = new int[rank];
        int[] high = new int[rank];
        int[] interior = new int[rank];
        List<Integer> reversed = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            int n = counts.get(i);
            int step = Math.abs(steps.get(i));
            if (n == 0) {
                low[i] = shape.dim(i);
                continue;
            }
            int last = starts.get(i) + (n - 1) * steps.get(i);
            low[i] = Math.min(starts.get(i), last);
            interior[i] = step - 1;
            high[i] = shape.dim(i) - low[i] - ((n - 1) * step + 1);
            if (steps.get(i) < 0 && n > 1) {
                reversed.add(i);
            }
        }
        Tensor forward = reversed.isEmpty() ? y : Layout.flip(y, Layout.ints(reversed));
        return forward.shape().equals(shape)
                ? forward
                : Dispatch.one(
                        new Pad(Axes.of(low), Axes.of(high), Axes.of(interior)),
                        forward,
                        Creation.scalar(y.dtype(), 0));
    }

    /// `value` as this index of `x` takes it.
    Tensor fitted(String operation, Tensor x, Tensor value) {
        Problem.present(operation, "the value", value);
        return Layout.broadcast(operation, "the value ", value.to(x.dtype()), result());
    }

    Axes indexed() {
        return Axes.of(Layout.ints(placeAxes));
    }

    Axes window(Shape basic) {
        int[] sizes = basic.dims();
        for (int a : placeAxes) {
            sizes[a] = 1;
        }
        return Axes.of(sizes);
    }

    Tensor starts() {
        List<Tensor> parts = new ArrayList<>();
        for (Tensor p : places) {
            parts.add(Layout.broadcastTo(p, placesShape));
        }
        return Layout.stack(parts, -1);
    }

    Shape result() {
        Shape shape = Shape.scalar();
        for (int extent : layout) {
            shape = extent < 0 ? shape.concat(placesShape) : shape.concat(Shape.of(extent));
        }
        return shape;
    }

    /// Where, among the result's axes, the places' own begin.
    private int position() {
        return layout.indexOf(-1);
    }

    /// From `[places, window]` to the result's order.
    Tensor arrange(Tensor gathered) {
        List<Integer> rest = new ArrayList<>();
        for (int extent : layout) {
            if (extent >= 0) {
                rest.add(extent);
            }
        }
        Tensor y = gathered.reshape(placesShape.concat(Shape.of(Layout.ints(rest))));
        return y.rank() == 0 ? y : Layout.transpose(y, order(rest.size()));
    }

    /// The inverse of `arrange`, with the window's axes of `basic`.
    Tensor disarrange(Tensor v, Shape basic) {
        int rest = v.rank() - placesShape.rank();
        Tensor y = v.rank() == 0
                ? v
                : Layout.transpose(v, Axes.of(order(rest)).inverse().toArray());
        return y.reshape(placesShape.concat(Shape.of(window(basic).toArray())));
    }

    private int[] order(int rest) {
        int p = placesShape.rank();
        int at = position();
        int[] order = new int[p + rest];
        for (int i = 0; i < order.length; i++) {
            order[i] = i < at ? p + i : i < at + p ? i - at : i;
        }
        return order;
    }
}
