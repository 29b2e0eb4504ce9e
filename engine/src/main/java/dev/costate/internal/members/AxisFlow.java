package dev.costate.internal.members;

import dev.costate.Shape;
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
import java.util.List;

/// The page of independence: along which axes an operation works slice by slice.
///
/// An axis `a` of an operand flows to an axis `b` of the result if slice `i` of the result along `b` needs of
/// that operand slice `i` along `a` alone, and that for every `i`. An axis that flows nowhere is mixed: summed
/// over, shifted, indexed.
final class AxisFlow {
    private AxisFlow() {}

    /// Takes one flow after another.
    @FunctionalInterface
    interface Sink {
        /// Axis `from` of operand `operand` flows to axis `to` of the result.
        void flow(int operand, int from, int to);
    }

    /// Tells `sink` the flows of an operation to one of its results; operations that hold programs have none of
    /// their own, see [AxisClasses].
    ///
    /// @param in its operands' types
    /// @param out that result's type
    static void of(Op op, List<Type> in, Type out, Sink sink) {
        switch (op) {
            case Constant _, Iota _ -> {}
            case Unary _, Binary _, Compare _, Select _, Convert _, StopGradient _, Tap _ -> {
                for (int k = 0; k < in.size(); k++) {
                    for (int a = 0; a < out.rank(); a++) {
                        sink.flow(k, a, a);
                    }
                }
            }
            case Broadcast o -> {
                for (int a = 0; a < o.axes().size(); a++) {
                    sink.flow(0, a, o.axes().get(a));
                }
            }
            case Reshape o -> reshape(in.getFirst().shape(), o.shape(), sink);
            case Transpose o -> {
                for (int b = 0; b < out.rank(); b++) {
                    sink.flow(0, o.permutation().get(b), b);
                }
            }
            case Slice o -> {
                for (int a = 0; a < out.rank(); a++) {
                    boolean whole = o.starts().get(a) == 0
                            && o.strides().get(a) == 1
                            && o.limits().get(a) == in.getFirst().shape().dim(a);
                    flowIf(whole, 0, a, a, sink);
                }
            }
            case Reverse o -> {
                for (int a = 0; a < out.rank(); a++) {
                    flowIf(!o.axes().contains(a), 0, a, a, sink);
                }
            }
            case Pad o -> {
                for (int a = 0; a < out.rank(); a++) {
                    boolean none = o.low().get(a) == 0
                            && o.high().get(a) == 0
                            && o.interior().get(a) == 0;
                    flowIf(none, 0, a, a, sink);
                }
            }
            case Concatenate o -> {
                for (int k = 0; k < in.size(); k++) {
                    for (int a = 0; a < out.rank(); a++) {
                        flowIf(a != o.axis(), k, a, a, sink);
                    }
                }
            }
            case Gather o -> gather(o, in, sink);
            case ScatterAdd o -> scatterAdd(o, in, sink);
            case Reduce o -> kept(o.axes().complement(in.getFirst().rank()), sink);
            case ArgReduce o -> kept(Axes.of(o.axis()).complement(in.getFirst().rank()), sink);
            case CumulativeSum o -> beside(o.axis(), out.rank(), sink);
            case Sort o -> beside(o.axis(), out.rank(), sink);
            case MatrixOp o -> {
                int lead = in.getFirst().rank()
                        - o.signature().operands().getFirst().rank();
                for (int k = 0; k < in.size(); k++) {
                    for (int a = 0; a < lead; a++) {
                        sink.flow(k, a, a);
                    }
                }
            }
            case Dot o -> dot(o, in, sink);
            case Convolution o -> convolution(o, in, sink);
            case Unfold o -> beside(o.axis(), in.getFirst().rank(), sink);
            case Fold o -> beside(o.axis(), out.rank(), sink);
            case RandomBits _ -> {
                for (int a = 0; a < in.getFirst().rank() - 1; a++) {
                    sink.flow(0, a, a);
                }
            }
            case Scan _, While _, Cond _ -> {}
            case CustomJvp _, CustomVjp _, CustomLinear _, Checkpoint _ -> {}
        }
    }

    private static void flowIf(boolean flows, int operand, int from, int to, Sink sink) {
        if (flows) {
            sink.flow(operand, from, to);
        }
    }

    private static void kept(Axes kept, Sink sink) {
        for (int b = 0; b < kept.size(); b++) {
            sink.flow(0, kept.get(b), b);
        }
    }

    /// An axis survives where as many elements stand before it as did. Several axes of extent 1 may stand
    /// behind the same; they correspond in turn.
    private static void reshape(Shape from, Shape to, Sink sink) {
        for (int a = 0; a < from.rank(); a++) {
            long before = elementsBefore(from, a);
            for (int b = 0; b < to.rank(); b++) {
                boolean alike = from.dim(a) == to.dim(b) && before == elementsBefore(to, b) && before > 0;
                flowIf(alike && (from.dim(a) != 1 || onesBefore(from, a) == onesBefore(to, b)), 0, a, b, sink);
            }
        }
    }

    private static long elementsBefore(Shape shape, int axis) {
        return shape.slice(0, axis).size();
    }

    private static int onesBefore(Shape shape, int axis) {
        int first = axis;
        while (first > 0 && shape.dim(first - 1) == 1) {
            first--;
        }
        return axis - first;
    }

    private static void gather(Gather op, List<Type> in, Sink sink) {
        int batch = op.batchAxes();
        int lead = in.get(1).rank() - 1;
        for (int a = 0; a < batch; a++) {
            sink.flow(0, a, a);
        }
        for (int a = 0; a < lead; a++) {
            sink.flow(1, a, a);
        }
        for (int d = 0; d < op.sliceSizes().size(); d++) {
            boolean whole = op.sliceSizes().get(d) == in.get(0).shape().dim(batch + d);
            flowIf(whole && !op.indexedAxes().contains(d), 0, batch + d, lead + d, sink);
        }
    }

    private static void scatterAdd(ScatterAdd op, List<Type> in, Sink sink) {
        int batch = op.batchAxes();
        int lead = in.get(1).rank() - 1;
        for (int a = 0; a < batch; a++) {
            for (int k = 0; k < 3; k++) {
                sink.flow(k, a, a);
            }
        }
        for (int d = 0; d < in.get(0).rank() - batch; d++) {
            boolean whole = in.get(2).shape().dim(lead + d) == in.get(0).shape().dim(batch + d);
            if (whole && !op.indexedAxes().contains(d)) {
                sink.flow(0, batch + d, batch + d);
                sink.flow(2, lead + d, batch + d);
            }
        }
    }

    private static void dot(Dot op, List<Type> in, Sink sink) {
        int to = 0;
        for (int i = 0; i < op.lhsBatch().size(); i++) {
            sink.flow(0, op.lhsBatch().get(i), to);
            sink.flow(1, op.rhsBatch().get(i), to++);
        }
        Axes lhsFree =
                op.lhsBatch().concat(op.lhsContract()).complement(in.get(0).rank());
        for (int i = 0; i < lhsFree.size(); i++) {
            sink.flow(0, lhsFree.get(i), to++);
        }
        Axes rhsFree =
                op.rhsBatch().concat(op.rhsContract()).complement(in.get(1).rank());
        for (int i = 0; i < rhsFree.size(); i++) {
            sink.flow(1, rhsFree.get(i), to++);
        }
    }

    /// All axes but `axis` stay where they are.
    private static void beside(int axis, int rank, Sink sink) {
        for (int a = 0; a < rank; a++) {
            flowIf(a != axis, 0, a, a, sink);
        }
    }

    private static void convolution(Convolution op, List<Type> in, Sink sink) {
        int batch = op.batchAxes();
        int others = op.contractedAxes() + op.windowAxes();
        int lhsFree = in.get(0).rank() - others;
        int rhsFree = in.get(1).rank() - others;
        for (int a = 0; a < lhsFree; a++) {
            sink.flow(0, a, a);
        }
        for (int a = 0; a < rhsFree; a++) {
            sink.flow(1, a, a < batch ? a : lhsFree + a - batch);
        }
    }
}
