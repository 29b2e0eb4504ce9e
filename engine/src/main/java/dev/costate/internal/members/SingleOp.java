package dev.costate.internal.members;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Array;
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
import dev.costate.internal.interpret.Interpreter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of single members: for each operation on many members, the operation on one. It undoes
/// [dev.costate.internal.rules.Batching], and what differentiation makes of that.
final class SingleOp {
    /// No axis.
    static final int NONE = -1;

    private SingleOp() {}

    /// The operation that computes one slice of the result from one slice of each operand that has members,
    /// and from the whole of the others; null if the members do not work independently.
    ///
    /// Operations that hold programs are taken apart by [SingleProgram].
    ///
    /// @param in its operands' types
    /// @param at the member axis of each operand, or [#NONE]
    /// @param out its result's type, or that of one of several
    /// @param to the member axis of that result, or [#NONE]
    static @Nullable Op of(Op op, List<Type> in, int[] at, Type out, int to) {
        if (!isIndependent(op, in, at, out, to)) {
            return null;
        }
        if (to == NONE) {
            return op;
        }
        return switch (op) {
            case Constant o -> constant(o, to);
            case Iota o -> o.axis() == to ? null : new Iota(o.shape().remove(to), without(o.axis(), to), o.dtype());
            case Unary _, Binary _, Compare _, Select _, Convert _, StopGradient _, Tap _, RandomBits _, MatrixOp _ ->
                op;
            case Broadcast o ->
                new Broadcast(o.shape().remove(to), without(at[0] == NONE ? o.axes() : dropped(o.axes(), at[0]), to));
            case Reshape o -> new Reshape(o.shape().remove(to));
            case Transpose o -> new Transpose(without(dropped(o.permutation(), to), at[0]));
            case Slice o -> new Slice(dropped(o.starts(), to), dropped(o.limits(), to), dropped(o.strides(), to));
            case Reverse o -> new Reverse(without(o.axes(), to));
            case Pad o -> new Pad(dropped(o.low(), to), dropped(o.high(), to), dropped(o.interior(), to));
            case Concatenate o -> new Concatenate(without(o.axis(), to));
            case Gather o -> gather(o, at);
            case ScatterAdd o -> {
                int d = at[0] - o.batchAxes();
                yield d < 0
                        ? new ScatterAdd(o.batchAxes() - 1, o.indexedAxes())
                        : new ScatterAdd(o.batchAxes(), without(o.indexedAxes(), d));
            }
            case Reduce o -> new Reduce(o.reduction(), without(o.axes(), at[0]));
            case ArgReduce o -> new ArgReduce(o.max(), without(o.axis(), at[0]));
            case CumulativeSum o -> new CumulativeSum(without(o.axis(), at[0]), o.reverse());
            case Sort o -> new Sort(without(o.axis(), at[0]), o.count(), o.descending());
            case Dot o -> dot(o, at);
            case Convolution o ->
                o.withBatchAxes(at[0] != NONE && at[0] < o.batchAxes() ? o.batchAxes() - 1 : o.batchAxes());
            case Unfold o -> new Unfold(without(o.axis(), at[0]), o.size(), o.stride(), o.dilation());
            case Fold o -> new Fold(without(o.axis(), at[0]), o.extent(), o.stride(), o.dilation());
            case Scan _, While _, Cond _ -> null;
            // They stand for programs that the compiler has put in their places.
            case CustomJvp _, CustomVjp _, CustomLinear _, Checkpoint _ -> null;
        };
    }

    /// Whether every operand's members flow to the result's, or the result repeats what has none.
    private static boolean isIndependent(Op op, List<Type> in, int[] at, Type out, int to) {
        boolean[] flows = new boolean[in.size()];
        AxisFlow.of(op, in, out, (k, from, b) -> flows[k] |= from == at[k] && b == to);
        boolean any = false;
        for (int k = 0; k < flows.length; k++) {
            if (at[k] != NONE && !flows[k]) {
                return false;
            }
            any |= at[k] != NONE;
        }
        return any || to == NONE || op instanceof Broadcast || op instanceof Constant || op instanceof Iota;
    }

    /// A constant that is the same for all members.
    private static @Nullable Op constant(Constant op, int to) {
        Type type = op.value().type();
        Shape one = type.shape().remove(to);
        int[] zeros = new int[type.rank()];
        int[] limits = type.shape().dims();
        if (limits[to] == 0) {
            return null;
        }
        limits[to] = 1;
        Array first = evaluate(
                        new Slice(Axes.of(zeros), Axes.of(limits), Axes.repeat(1, zeros.length)),
                        op.value(),
                        type.withShape(Shape.of(limits)))
                .reshaped(one);
        Axes others = Axes.of(to).complement(type.rank());
        Array all = evaluate(new Broadcast(type.shape(), others), first, type);
        return all.equals(op.value()) ? new Constant(first) : null;
    }

    private static Array evaluate(Op op, Array x, Type result) {
        return Interpreter.evaluate(op, List.of(x), List.of(result), dev.costate.graph.Origin.UNKNOWN)
                .getFirst();
    }

    private static Op gather(Gather op, int[] at) {
        int batch = op.batchAxes();
        if (at[0] == NONE) {
            // The indices have members, each of which looks into the same operand.
            return op;
        }
        int d = at[0] - batch;
        return d < 0
                ? new Gather(batch - 1, op.indexedAxes(), op.sliceSizes())
                : new Gather(batch, without(op.indexedAxes(), d), dropped(op.sliceSizes(), d));
    }

    private static Op dot(Dot op, int[] at) {
        Axes lb = op.lhsBatch();
        Axes rb = op.rhsBatch();
        int pair = at[0] == NONE ? NONE : lb.indexOf(at[0]);
        if (pair != NONE) {
            lb = dropped(lb, pair);
            rb = dropped(rb, pair);
        }
        return new Dot(
                without(lb, at[0]),
                without(rb, at[1]),
                without(op.lhsContract(), at[0]),
                without(op.rhsContract(), at[1]));
    }

    /// An axis' number when axis `gone`, another one, is no more.
    static int without(int axis, int gone) {
        return gone != NONE && axis > gone ? axis - 1 : axis;
    }

    private static Axes without(Axes axes, int gone) {
        int[] all = axes.toArray();
        for (int i = 0; i < all.length; i++) {
            all[i] = without(all[i], gone);
        }
        return Axes.of(all);
    }

    /// The list without its `i`-th entry.
    private static Axes dropped(Axes axes, int i) {
        int[] rest = new int[axes.size() - 1];
        for (int k = 0; k < rest.length; k++) {
            rest[k] = axes.get(k < i ? k : k + 1);
        }
        return Axes.of(rest);
    }

    /// Whether an operation gives back its only operand.
    static boolean isIdentity(Op op, Type in) {
        return (op instanceof Transpose transpose && transpose.permutation().equals(Axes.range(0, in.rank())))
                || (op instanceof Reshape reshape && reshape.shape().equals(in.shape()))
                || (op instanceof Broadcast broadcast && broadcast.shape().equals(in.shape()));
    }
}
