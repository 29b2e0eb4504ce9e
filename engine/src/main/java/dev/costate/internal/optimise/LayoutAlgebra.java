package dev.costate.internal.optimise;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Dot;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Pad;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Reshape;
import dev.costate.graph.Reverse;
import dev.costate.graph.Slice;
import dev.costate.graph.Transpose;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Chains of operations that only move elements, merged; what moves nothing, dropped; transposes that a [Dot]
/// can take as its axes.
final class LayoutAlgebra {
    private static final int NONE = Simplification.NONE;

    private final Simplification rules;
    private final Draft draft;

    LayoutAlgebra(Simplification rules, Draft draft) {
        this.rules = rules;
        this.draft = draft;
    }

    /// The number of a simpler form of `op` on these operands, or [Simplification#NONE].
    int simplify(Op op, Type result, Origin origin, int[] x) {
        boolean moves =
                op instanceof Reshape || op instanceof Transpose || op instanceof Slice || op instanceof Reverse;
        if (moves && rules.isFill(x[0])) {
            return rules.emit(new Broadcast(result.shape(), Axes.of()), origin, draft.operand(x[0], 0));
        }
        return switch (op) {
            case Broadcast o -> broadcast(o, origin, x[0]);
            case Reshape o -> reshape(o, origin, x[0]);
            case Transpose o -> transpose(o, origin, x[0]);
            case Slice o -> slice(o, result, origin, x[0]);
            case Reverse o -> reverse(o, origin, x[0]);
            case Pad _ -> draft.type(x[0]).equals(result) ? x[0] : NONE;
            case Concatenate o -> concatenate(o, origin, x);
            case Reduce o -> reduce(o, result, origin, x[0]);
            case Dot o -> dot(o, origin, x[0], x[1]);
            default -> NONE;
        };
    }

    private int broadcast(Broadcast op, Origin origin, int x) {
        if (op.shape().equals(draft.type(x).shape())) {
            return x;
        }
        if (draft.op(x) instanceof Broadcast inner) {
            Axes axes = Axes.of(Draft.at(op.axes().toArray(), inner.axes()));
            return rules.emit(new Broadcast(op.shape(), axes), origin, draft.operand(x, 0));
        }
        return NONE;
    }

    private int reshape(Reshape op, Origin origin, int x) {
        if (op.shape().equals(draft.type(x).shape())) {
            return x;
        }
        return draft.op(x) instanceof Reshape ? rules.emit(op, origin, draft.operand(x, 0)) : NONE;
    }

    private int transpose(Transpose op, Origin origin, int x) {
        Axes permutation = op.permutation();
        if (permutation.equals(Axes.range(0, permutation.size()))) {
            return x;
        }
        if (draft.op(x) instanceof Transpose(var inner)) {
            Axes both = Axes.of(Draft.at(inner.toArray(), permutation));
            return rules.emit(new Transpose(both), origin, draft.operand(x, 0));
        }
        if (draft.op(x) instanceof Broadcast inner) {
            // The operand's axes, in the order in which they stand in the result.
            int[] places = Draft.at(permutation.inverse().toArray(), inner.axes());
            int[] order = IntStream.range(0, places.length)
                    .boxed()
                    .sorted((i, j) -> Integer.compare(places[i], places[j]))
                    .mapToInt(i -> i)
                    .toArray();
            int source = rules.emit(new Transpose(Axes.of(order)), origin, draft.operand(x, 0));
            Arrays.sort(places);
            Shape shape = draft.type(x).shape();
            Axes dims = Axes.of(Draft.at(shape.dims(), permutation));
            return rules.emit(new Broadcast(Shape.of(dims.toArray()), Axes.of(places)), origin, source);
        }
        return NONE;
    }

    private int slice(Slice op, Type result, Origin origin, int x) {
        if (draft.type(x).equals(result)) {
            return x;
        }
        if (!(draft.op(x) instanceof Slice inner)) {
            return NONE;
        }
        int rank = result.rank();
        int[] starts = new int[rank];
        int[] limits = new int[rank];
        int[] strides = new int[rank];
        for (int i = 0; i < rank; i++) {
            int n = result.shape().dim(i);
            starts[i] =
                    inner.starts().get(i) + op.starts().get(i) * inner.strides().get(i);
            // One element is reached by any stride, whose product might not be an integer.
            strides[i] = n == 1 ? 1 : op.strides().get(i) * inner.strides().get(i);
            limits[i] = starts[i] + (n - 1) * strides[i] + 1;
        }
        return rules.emit(new Slice(Axes.of(starts), Axes.of(limits), Axes.of(strides)), origin, draft.operand(x, 0));
    }

    private int reverse(Reverse op, Origin origin, int x) {
        Shape shape = draft.type(x).shape();
        int[] moved = Arrays.stream(op.axes().toArray())
                .filter(a -> shape.dim(a) > 1)
                .sorted()
                .toArray();
        if (moved.length == 0) {
            return x;
        }
        if (draft.op(x) instanceof Reverse(var inner)) {
            int[] once = IntStream.range(0, shape.rank())
                    .filter(a -> inner.contains(a) != op.axes().contains(a))
                    .toArray();
            return rules.emit(new Reverse(Axes.of(once)), origin, draft.operand(x, 0));
        }
        Axes axes = Axes.of(moved);
        return axes.equals(op.axes()) ? NONE : rules.emit(new Reverse(axes), origin, x);
    }

    private int concatenate(Concatenate op, Origin origin, int[] x) {
        if (x.length == 1) {
            return x[0];
        }
        int[] present = Arrays.stream(x).filter(v -> draft.type(v).size() > 0).toArray();
        return present.length == x.length ? NONE : rules.emit(op, origin, present);
    }

    /// Over one element each: a float sum stays, for it makes `0` of `-0`.
    private int reduce(Reduce op, Type result, Origin origin, int x) {
        Type type = draft.type(x);
        boolean exact = op.reduction() != Reduction.SUM || !type.dtype().isFloating();
        return exact && type.size() == result.size() ? rules.reshape(x, result.shape(), origin) : NONE;
    }

    private int dot(Dot op, Origin origin, int a, int b) {
        Axes left = straightened(a, op.lhsBatch().concat(op.lhsContract()));
        if (left != null) {
            Dot straight = new Dot(
                    Axes.of(Draft.at(left.toArray(), op.lhsBatch())),
                    op.rhsBatch(),
                    Axes.of(Draft.at(left.toArray(), op.lhsContract())),
                    op.rhsContract());
            return rules.emit(straight, origin, draft.operand(a, 0), b);
        }
        Axes right = straightened(b, op.rhsBatch().concat(op.rhsContract()));
        if (right != null) {
            Dot straight = new Dot(
                    op.lhsBatch(),
                    Axes.of(Draft.at(right.toArray(), op.rhsBatch())),
                    op.lhsContract(),
                    Axes.of(Draft.at(right.toArray(), op.rhsContract())));
            return rules.emit(straight, origin, a, draft.operand(b, 0));
        }
        return NONE;
    }

    /// The permutation by which an operand is transposed, if a dot that uses these of its axes can do without:
    /// the free axes have to keep their order.
    private @Nullable Axes straightened(int x, Axes used) {
        if (!(draft.op(x) instanceof Transpose(var permutation))) {
            return null;
        }
        int last = -1;
        for (int free : used.complement(permutation.size()).toArray()) {
            if (permutation.get(free) < last) {
                return null;
            }
            last = permutation.get(free);
        }
        return permutation;
    }
}
