package dev.costate.internal.rules;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Compare;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Cond;
import dev.costate.graph.Constant;
import dev.costate.graph.Convert;
import dev.costate.graph.Convolution;
import dev.costate.graph.CumulativeSum;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Dot;
import dev.costate.graph.Fold;
import dev.costate.graph.Gather;
import dev.costate.graph.Iota;
import dev.costate.graph.MatrixOp;
import dev.costate.graph.Node;
import dev.costate.graph.Pad;
import dev.costate.graph.RandomBits;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Reshape;
import dev.costate.graph.Reverse;
import dev.costate.graph.Scan;
import dev.costate.graph.ScatterAdd;
import dev.costate.graph.Select;
import dev.costate.graph.Slice;
import dev.costate.graph.Sort;
import dev.costate.graph.StopGradient;
import dev.costate.graph.Tap;
import dev.costate.graph.Transpose;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import dev.costate.graph.Unfold;
import dev.costate.graph.While;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.transform.CheckpointRules;
import dev.costate.internal.transform.CondRules;
import dev.costate.internal.transform.CustomRules;
import dev.costate.internal.transform.ScanRules;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of transposes: for each operation that is linear in some operands, the cotangents of these given
/// those of its results. `<ct, op(x)> = <transpose(ct), x>`.
public final class Transposition {
    private Transposition() {}

    /// The cotangents of `node`'s operands; null for zero and for operands that are not linear.
    ///
    /// @param node the operation
    /// @param x the operands' values, null for the linear ones
    /// @param types the operands' types
    /// @param ct the results' cotangents, null for zero; at least one is not
    /// @throws dev.costate.TraceException if the operation is not linear in those operands
    public static List<@Nullable Tensor> transpose(
            Node node, List<? extends @Nullable Tensor> x, List<Type> types, List<? extends @Nullable Tensor> ct) {
        return switch (node.op()) {
            case Unary o when o.function() == UnaryFunction.NEG -> one(some(ct).neg());
            case Unary _ -> throw nonlinear(node);
            case Binary o -> binary(node, o, x, some(ct));
            case Convert o
            when o.dtype().isFloating() -> one(some(ct).to(types.get(0).dtype()));
            case Convert _ -> throw nonlinear(node);
            // x repeated: sum over the repeats
            case Broadcast o -> one(sum(some(ct), o.axes().complement(o.shape().rank())));
            case Reshape _ -> one(some(ct).reshape(types.get(0).shape()));
            case Transpose o ->
                one(Layout.transpose(some(ct), o.permutation().inverse().toArray()));
            case Slice o -> one(unslice(o, types.get(0), some(ct)));
            case Reverse o -> one(Dispatch.one(o, some(ct)));
            case Pad o -> pad(o, x, types, some(ct));
            case Concatenate o -> concatenate(o, x, types, some(ct));
            // gather reads windows: add the cotangents where they were read
            case Gather o -> {
                Tensor zeros = Creation.zeros(types.get(0).dtype(), types.get(0).shape());
                yield two(
                        Dispatch.one(
                                new ScatterAdd(o.batchAxes(), o.indexedAxes()), zeros, known(node, x, 1), some(ct)),
                        null);
            }
            // scatter adds windows: the operand passes, the updates read
            case ScatterAdd o -> {
                Tensor indices = known(node, x, 1);
                Shape window = types.get(2)
                        .shape()
                        .slice(indices.rank() - 1, types.get(2).rank());
                Gather gather = new Gather(o.batchAxes(), o.indexedAxes(), Axes.of(window.dims()));
                yield Arrays.asList(
                        x.get(0) == null ? some(ct) : null,
                        null,
                        x.get(2) == null ? Dispatch.one(gather, some(ct), indices) : null);
            }
            // each side gets the cotangents of the places where it was chosen
            case Select _ -> {
                Tensor p = known(node, x, 0);
                Tensor zero = Creation.zerosLike(some(ct));
                yield Arrays.asList(
                        null,
                        x.get(1) == null ? p.select(some(ct), zero) : null,
                        x.get(2) == null ? p.select(zero, some(ct)) : null);
            }
            // a sum: every term gets the cotangent
            case Reduce o
            when o.reduction() == Reduction.SUM -> {
                Type type = types.get(0);
                yield one(Dispatch.one(new Broadcast(type.shape(), o.axes().complement(type.rank())), some(ct)));
            }
            case Reduce _ -> throw nonlinear(node);
            case CumulativeSum o -> one(Dispatch.one(new CumulativeSum(o.axis(), !o.reverse()), some(ct)));
            case MatrixOp o -> {
                List<@Nullable Tensor> all = MatrixRules.transpose(o, x, ct);
                if (all == null) {
                    throw nonlinear(node);
                }
                yield all;
            }
            case Dot o -> dot(node, o, x, types, some(ct));
            case Convolution o ->
                x.get(0) == null
                        ? two(ConvolutionTransposes.input(o, types, some(ct), known(node, x, 1)), null)
                        : two(null, ConvolutionTransposes.kernel(o, types, known(node, x, 0), some(ct)));
            // windows read places: add the cotangents where they were read
            case Unfold o ->
                one(Dispatch.one(
                        new Fold(o.axis(), types.get(0).shape().dim(o.axis()), o.stride(), o.dilation()), some(ct)));
            // windows are added: each reads what it was added to
            case Fold o -> {
                int size = types.get(0).shape().dim(types.get(0).rank() - 1);
                yield one(Dispatch.one(new Unfold(o.axis(), size, o.stride(), o.dilation()), some(ct)));
            }
            case Tap _ -> one(some(ct));
            // the identity: a rule that cuts off its direction is linear in it all the same
            case StopGradient o -> one(Dispatch.one(o, some(ct)));
            case Scan o -> ScanRules.transpose(o, x, types, ct);
            case Cond o -> CondRules.transpose(o, x, types, ct);
            case CustomLinear o -> CustomRules.transpose(o, x, ct);
            case Checkpoint o -> CheckpointRules.transpose(o, x, types, ct);
            case While _ ->
                throw Problem.trace(
                        "grad",
                        "the number of steps of the whileLoop"
                                + (node.origin().isKnown() ? " at " + node.origin() : "")
                                + " is not known ahead, so that it has no reverse derivative",
                        "use scan with a bound on the steps, or jvp");
            case CustomJvp _, CustomVjp _, Constant _, Iota _, Compare _, ArgReduce _, Sort _, RandomBits _ ->
                throw nonlinear(node);
        };
    }

    private static List<@Nullable Tensor> binary(Node node, Binary op, List<? extends @Nullable Tensor> x, Tensor ct) {
        boolean a = x.get(0) == null;
        boolean b = x.get(1) == null;
        return switch (op.function()) {
            case ADD -> two(a ? ct : null, b ? ct : null);
            case SUB -> two(a ? ct : null, b ? ct.neg() : null);
            case MUL -> a ? two(ct.mul(known(node, x, 1)), null) : two(null, ct.mul(known(node, x, 0)));
            case DIV -> two(ct.div(known(node, x, 1)), null);
            case REM, POW, ATAN2, MAX, MIN, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL ->
                throw nonlinear(node);
        };
    }

    private static Tensor unslice(Slice op, Type type, Tensor ct) {
        int[] low = new int[type.rank()];
        int[] high = new int[type.rank()];
        int[] interior = new int[type.rank()];
        for (int i = 0; i < low.length; i++) {
            int n = ct.shape().dim(i);
            int span = n == 0 ? 0 : (n - 1) * op.strides().get(i) + 1;
            low[i] = op.starts().get(i);
            interior[i] = op.strides().get(i) - 1;
            high[i] = type.shape().dim(i) - low[i] - span;
        }
        return Layout.pad(ct, 0, low, high, interior);
    }

    private static List<@Nullable Tensor> pad(Pad op, List<? extends @Nullable Tensor> x, List<Type> types, Tensor ct) {
        Type type = types.get(0);
        int[] limits = new int[type.rank()];
        int[] strides = new int[type.rank()];
        for (int i = 0; i < limits.length; i++) {
            int n = type.shape().dim(i);
            strides[i] = op.interior().get(i) + 1;
            limits[i] = op.low().get(i) + (n == 0 ? 0 : (n - 1) * strides[i] + 1);
        }
        Tensor inside =
                type.rank() == 0 ? ct : Dispatch.one(new Slice(op.low(), Axes.of(limits), Axes.of(strides)), ct);
        return two(x.get(0) == null ? inside : null, x.get(1) == null ? ct.sum().sub(inside.sum()) : null);
    }

    private static List<@Nullable Tensor> concatenate(
            Concatenate op, List<? extends @Nullable Tensor> x, List<Type> types, Tensor ct) {
        List<@Nullable Tensor> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < types.size(); i++) {
            int n = types.get(i).shape().dim(op.axis());
            parts.add(x.get(i) == null ? Layout.slice(ct, op.axis(), start, start + n) : null);
            start += n;
        }
        return parts;
    }

    /// `y = dot(a, b)` with axes `batch, aFree, bFree`: `da = dot(ct, b)` over `bFree`, `db = dot(a, ct)` over
    /// `aFree`.
    private static List<@Nullable Tensor> dot(
            Node node, Dot op, List<? extends @Nullable Tensor> x, List<Type> types, Tensor ct) {
        int rankA = types.get(0).rank();
        int rankB = types.get(1).rank();
        Axes freeA = op.lhsBatch().concat(op.lhsContract()).complement(rankA);
        Axes freeB = op.rhsBatch().concat(op.rhsContract()).complement(rankB);
        int n = op.lhsBatch().size();
        Axes batch = Axes.range(0, n);
        Axes ctA = Axes.range(n, n + freeA.size());
        Axes ctB = Axes.range(n + freeA.size(), n + freeA.size() + freeB.size());
        if (x.get(0) == null) {
            Tensor b = known(node, x, 1);
            // axes: batch, aFree, b's contracted ones in ascending order
            Tensor da = Dispatch.one(new Dot(batch, op.rhsBatch(), ctB, freeB), ct, b);
            Axes sorted = sorted(op.rhsContract());
            int[] p = new int[rankA];
            place(p, op.lhsBatch(), 0);
            place(p, freeA, n);
            for (int k = 0; k < sorted.size(); k++) {
                p[op.lhsContract().get(k)] =
                        n + freeA.size() + sorted.indexOf(op.rhsContract().get(k));
            }
            return two(Layout.transpose(da, p), null);
        }
        Tensor a = known(node, x, 0);
        // axes: batch, a's contracted ones in ascending order, bFree
        Tensor db = Dispatch.one(new Dot(op.lhsBatch(), batch, freeA, ctA), a, ct);
        Axes sorted = sorted(op.lhsContract());
        int[] p = new int[rankB];
        place(p, op.rhsBatch(), 0);
        place(p, freeB, n + sorted.size());
        for (int k = 0; k < sorted.size(); k++) {
            p[op.rhsContract().get(k)] = n + sorted.indexOf(op.lhsContract().get(k));
        }
        return two(null, Layout.transpose(db, p));
    }

    private static void place(int[] permutation, Axes axes, int from) {
        for (int i = 0; i < axes.size(); i++) {
            permutation[axes.get(i)] = from + i;
        }
    }

    private static Axes sorted(Axes axes) {
        return Axes.of(Arrays.stream(axes.toArray()).sorted().toArray());
    }

    private static Tensor sum(Tensor x, Axes axes) {
        return axes.size() == 0 ? x : x.sum(axes.toArray());
    }

    private static Tensor some(List<? extends @Nullable Tensor> ct) {
        return java.util.Objects.requireNonNull(ct.get(0));
    }

    private static Tensor known(Node node, List<? extends @Nullable Tensor> x, int i) {
        Tensor value = x.get(i);
        if (value == null) {
            throw nonlinear(node);
        }
        return value;
    }

    private static List<@Nullable Tensor> one(Tensor ct) {
        return Collections.singletonList(ct);
    }

    private static List<@Nullable Tensor> two(@Nullable Tensor a, @Nullable Tensor b) {
        return Arrays.asList(a, b);
    }

    private static RuntimeException nonlinear(Node node) {
        return new dev.costate.TraceException(
                "transpose: " + node.op().name() + " is not linear in its tangent"
                        + (node.origin().isKnown() ? " at " + node.origin() : "")
                        + "; a customJvp rule must be linear in dx, and a customVjp rule in dy where forward mode passes through it");
    }
}
