package dev.costate.internal.rules;

import dev.costate.DType;
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
import dev.costate.graph.Op;
import dev.costate.graph.Pad;
import dev.costate.graph.RandomBits;
import dev.costate.graph.Reduce;
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
import dev.costate.graph.Unfold;
import dev.costate.graph.While;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.transform.CheckpointRules;
import dev.costate.internal.transform.CondRules;
import dev.costate.internal.transform.CustomRules;
import dev.costate.internal.transform.ScanRules;
import dev.costate.internal.transform.WhileRules;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The page of batching: for each operation, the operation on many members at once.
///
/// A batched value has its members along axis 0.
public final class Batching {
    private Batching() {}

    /// Values, and which of them are batched.
    ///
    /// @param values the values
    /// @param batched whether each has its members along axis 0
    public record Batched(List<Tensor> values, boolean[] batched) {
        static Batched one(Tensor value) {
            return new Batched(List.of(value), new boolean[] {true});
        }
    }

    /// Applies `op` to `members` members at once.
    ///
    /// @param op the operation on one member
    /// @param x its operands
    /// @param batched which of them are batched; at least one is
    /// @param members the extent of their axis 0
    public static Batched batch(Op op, List<Tensor> x, boolean[] batched, int members) {
        return switch (op) {
            case Constant _, Iota _ -> new Batched(Dispatch.apply(op, x), new boolean[] {false});
            case Unary _, Binary _, Compare _, Select _, Convert _, StopGradient _, Tap _ ->
                apply(op, lifted(x, batched, members));
            case Broadcast o ->
                apply(
                        new Broadcast(
                                o.shape().insert(0, members), o.axes().plus(1).prepend(0)),
                        x);
            case Reshape o -> apply(new Reshape(o.shape().insert(0, members)), x);
            case Transpose o -> apply(new Transpose(o.permutation().plus(1).prepend(0)), x);
            case Slice o ->
                apply(
                        new Slice(
                                o.starts().prepend(0),
                                o.limits().prepend(members),
                                o.strides().prepend(1)),
                        x);
            case Reverse o -> apply(new Reverse(o.axes().plus(1)), x);
            case Pad o -> pad(o, x, batched, members);
            case Concatenate o -> apply(new Concatenate(o.axis() + 1), lifted(x, batched, members));
            case Gather o ->
                o.batchAxes() == 0 && !batched[0]
                        ? apply(o, x)
                        : apply(
                                new Gather(o.batchAxes() + 1, o.indexedAxes(), o.sliceSizes()),
                                lifted(x, batched, members));
            case ScatterAdd o -> apply(new ScatterAdd(o.batchAxes() + 1, o.indexedAxes()), lifted(x, batched, members));
            case Reduce o -> apply(new Reduce(o.reduction(), o.axes().plus(1)), x);
            case ArgReduce o -> apply(new ArgReduce(o.max(), o.axis() + 1), x);
            case CumulativeSum o -> apply(new CumulativeSum(o.axis() + 1, o.reverse()), x);
            case Sort o ->
                new Batched(
                        Dispatch.apply(new Sort(o.axis() + 1, o.count(), o.descending()), x),
                        new boolean[] {true, true});
            // Their leading axes are a batch already.
            case MatrixOp o -> {
                List<Tensor> y = Dispatch.apply(o, lifted(x, batched, members));
                boolean[] all = new boolean[y.size()];
                Arrays.fill(all, true);
                yield new Batched(y, all);
            }
            case Dot o -> dot(o, x, batched);
            case Convolution o -> convolution(o, x, batched);
            case Unfold o -> apply(new Unfold(o.axis() + 1, o.size(), o.stride(), o.dilation()), x);
            case Fold o -> apply(new Fold(o.axis() + 1, o.extent(), o.stride(), o.dilation()), x);
            // The key's leading axes are the batch already.
            case RandomBits o -> apply(o, x);
            case Scan o -> ScanRules.batch(o, x, batched, members);
            case While o -> WhileRules.batch(o, x, batched, members);
            case Cond o -> CondRules.batch(o, x, batched, members);
            case CustomJvp o -> CustomRules.batch(o, x, batched, members);
            case CustomVjp o -> CustomRules.batch(o, x, batched, members);
            case CustomLinear o -> CustomRules.batch(o, x, batched, members);
            case Checkpoint o -> CheckpointRules.batch(o, x, batched, members);
        };
    }

    private static Batched apply(Op op, List<Tensor> x) {
        return Batched.one(Dispatch.apply(op, x).get(0));
    }

    /// All operands batched: those that are not are repeated for each member.
    public static List<Tensor> lifted(List<Tensor> x, boolean[] batched, int members) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            all.add(batched[i] ? x.get(i) : lift(x.get(i), members));
        }
        return all;
    }

    /// A value repeated for each member along a new axis 0.
    public static Tensor lift(Tensor x, int members) {
        return Dispatch.one(new Broadcast(x.shape().insert(0, members), Axes.range(1, x.rank() + 1)), x);
    }

    private static Batched pad(Pad op, List<Tensor> x, boolean[] batched, int members) {
        Pad wider =
                new Pad(op.low().prepend(0), op.high().prepend(0), op.interior().prepend(0));
        Tensor operand = batched[0] ? x.get(0) : lift(x.get(0), members);
        Tensor value = x.get(1);
        if (!batched[1]) {
            return Batched.one(Dispatch.one(wider, operand, value));
        }
        // The padding differs from member to member: pad with zeros, then put each member's value around the
        // operand.
        Tensor inside = Dispatch.one(wider, Creation.ones(DType.BOOL, operand.shape()), Tensor.scalar(DType.BOOL, 0));
        Tensor zeros = Dispatch.one(wider, operand, Creation.scalar(operand.dtype(), 0));
        Shape each = Shape.of(Axes.repeat(1, zeros.rank() - 1).prepend(members).toArray());
        return Batched.one(inside.select(zeros, value.reshape(each)));
    }

    private static Batched dot(Dot op, List<Tensor> x, boolean[] batched) {
        Axes lb = op.lhsBatch();
        Axes rb = op.rhsBatch();
        Axes lc = op.lhsContract();
        Axes rc = op.rhsContract();
        if (batched[0] && batched[1]) {
            return apply(new Dot(lb.plus(1).prepend(0), rb.plus(1).prepend(0), lc.plus(1), rc.plus(1)), x);
        }
        // The members are one more free axis of one side: the first of its free axes.
        Dot wider = batched[0] ? new Dot(lb.plus(1), rb, lc.plus(1), rc) : new Dot(lb, rb.plus(1), lc, rc.plus(1));
        Type left = x.get(0).type();
        int at = lb.size() + (batched[0] ? 0 : left.rank() - lb.size() - lc.size());
        return Batched.one(Layout.moveAxis(Dispatch.apply(wider, x).get(0), at, 0));
    }

    private static Batched convolution(Convolution op, List<Tensor> x, boolean[] batched) {
        int b = op.batchAxes();
        if (batched[0] && batched[1]) {
            return apply(op.withBatchAxes(b + 1), x);
        }
        // The members are one more free axis of one side: the first of its free axes.
        Tensor input = batched[0] ? Layout.moveAxis(x.get(0), 0, b) : x.get(0);
        Tensor kernel = batched[1] ? Layout.moveAxis(x.get(1), 0, b) : x.get(1);
        int at = batched[0] ? b : input.rank() - op.contractedAxes() - op.windowAxes();
        return Batched.one(Layout.moveAxis(Dispatch.one(op, input, kernel), at, 0));
    }
}
