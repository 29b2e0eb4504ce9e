package dev.costate.internal.interpret;

import dev.costate.DType;
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
import dev.costate.graph.Signature;
import dev.costate.graph.Slice;
import dev.costate.graph.Sort;
import dev.costate.graph.StopGradient;
import dev.costate.graph.Tap;
import dev.costate.graph.Transpose;
import dev.costate.graph.Unary;
import dev.costate.graph.Unfold;
import dev.costate.graph.While;
import dev.costate.internal.rules.Typing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What one element of a result was made of.
final class NonFiniteEvidence {
    private NonFiniteEvidence() {}

    /// The operands' values that element `i` of `y` depends on, in words; empty if one of them is not finite,
    /// or if the operation makes no numbers: it moves them, or runs a program whose own operations are checked.
    static Optional<String> of(Op op, List<Array> operands, Array y, int i) {
        return switch (op) {
            case Unary _ -> join(at("operand x", operands.get(0), i));
            case Convert _ -> join(at("operand x", operands.get(0), i));
            case Binary _ -> join(at("operand a", operands.get(0), i), at("operand b", operands.get(1), i));
            case Reduce o -> join(reduced(o, operands.get(0), index(y, i)));
            case CumulativeSum o -> join(summed(o, operands.get(0), index(y, i)));
            case MatrixOp o -> join(member(o, operands, y, i));
            case Dot o -> join(multiplied(o, operands.get(0), operands.get(1), index(y, i)));
            case Convolution o -> join(convolved(o, operands.get(0), operands.get(1), index(y, i)));
            case Fold o -> join(folded(o, operands.get(0), index(y, i)));
            case ScatterAdd _ -> join(at("operand x", operands.get(0), i), all("updates", operands.get(2)));
            case Constant _, Iota _, Compare _, Select _, ArgReduce _, RandomBits _ -> Optional.empty();
            case Broadcast _, Reshape _, Transpose _, Slice _, Reverse _, Pad _, Concatenate _, Unfold _ ->
                Optional.empty();
            case Gather _, Sort _ -> Optional.empty();
            case Scan _, While _, Cond _, CustomJvp _, CustomVjp _, CustomLinear _, Checkpoint _ -> Optional.empty();
            case StopGradient _, Tap _ -> Optional.empty();
        };
    }

    /// The index of the `i`-th element in row-major order.
    static int[] index(Array y, int i) {
        int[] strides = y.type().shape().strides();
        int[] index = new int[strides.length];
        int rest = i;
        for (int k = 0; k < index.length; k++) {
            index[k] = rest / strides[k];
            rest %= strides[k];
        }
        return index;
    }

    private static Summary at(String name, Array x, int i) {
        Summary summary = new Summary(name, x);
        summary.add(i);
        return summary;
    }

    private static Summary all(String name, Array x) {
        Summary summary = new Summary(name, x);
        for (int i = 0; i < x.size(); i++) {
            summary.add(i);
        }
        return summary;
    }

    private static Summary[] reduced(Reduce op, Array x, int[] result) {
        Axes kept = op.axes().complement(x.type().rank());
        Summary summary = new Summary("operand x", x);
        summary.add(kept, result, op.axes());
        return new Summary[] {summary};
    }

    private static Summary[] summed(CumulativeSum op, Array x, int[] result) {
        Summary summary = new Summary("operand x", x);
        int step = x.type().shape().strides()[op.axis()];
        int n = x.type().shape().dim(op.axis());
        int here = 0;
        for (int k = 0; k < result.length; k++) {
            here += result[k] * x.type().shape().strides()[k];
        }
        int first = op.reverse() ? result[op.axis()] : 0;
        int last = op.reverse() ? n - 1 : result[op.axis()];
        for (int k = first; k <= last; k++) {
            summary.add(here + (k - result[op.axis()]) * step);
        }
        return new Summary[] {summary};
    }

    /// All of the matrices that the member's results come from.
    private static Summary[] member(MatrixOp op, List<Array> operands, Array y, int i) {
        Signature signature = op.signature();
        Type first = operands.getFirst().type();
        int lead = first.rank() - signature.operands().getFirst().rank();
        int members = first.shape().slice(0, lead).size();
        int member = i / (y.size() / members);
        Summary[] summaries = new Summary[operands.size()];
        for (int k = 0; k < summaries.length; k++) {
            summaries[k] = new Summary("operand " + (char) ('a' + k), operands.get(k));
            int size = operands.get(k).size() / members;
            for (int e = 0; e < size; e++) {
                summaries[k].add(member * size + e);
            }
        }
        return summaries;
    }

    private static Summary[] multiplied(Dot op, Array a, Array b, int[] result) {
        int batch = op.lhsBatch().size();
        Axes aFree = op.lhsBatch().concat(op.lhsContract()).complement(a.type().rank());
        Axes bFree = op.rhsBatch().concat(op.rhsContract()).complement(b.type().rank());
        int[] row = Arrays.copyOf(result, batch + aFree.size());
        int[] column = Arrays.copyOf(result, batch + bFree.size());
        System.arraycopy(result, batch + aFree.size(), column, batch, bFree.size());
        Summary left = new Summary("operand a", a);
        left.add(op.lhsBatch().concat(aFree), row, op.lhsContract());
        Summary right = new Summary("operand b", b);
        right.add(op.rhsBatch().concat(bFree), column, op.rhsContract());
        return new Summary[] {left, right};
    }

    private static Summary[] convolved(Convolution op, Array x, Array w, int[] result) {
        int b = op.batchAxes();
        int s = op.windowAxes();
        int lead = x.type().rank() - op.contractedAxes() - s;
        int kernelLead = w.type().rank() - op.contractedAxes() - s;
        Summary input = new Summary("operand x", x);
        Summary kernel = new Summary("operand w", w);
        for (int i = 0; i < w.size(); i++) {
            int[] q = index(w, i);
            boolean read = true;
            for (int a = 0; a < kernelLead; a++) {
                read &= q[a] == result[a < b ? a : lead + a - b];
            }
            if (!read) {
                continue;
            }
            kernel.add(i);
            int[] at = Arrays.copyOf(result, x.type().rank());
            System.arraycopy(q, kernelLead, at, lead, op.contractedAxes());
            for (int d = 0; d < s; d++) {
                int dilation = op.inputDilation().get(d);
                int place = result[result.length - s + d] * op.strides().get(d)
                        + q[q.length - s + d] * op.kernelDilation().get(d)
                        - op.low().get(d);
                at[at.length - s + d] = Math.floorDiv(place, dilation);
                read &= place % dilation == 0
                        && place >= 0
                        && place / dilation < x.type().shape().dim(at.length - s + d);
            }
            if (read) {
                input.add(offset(x, at));
            }
        }
        return new Summary[] {input, kernel};
    }

    private static Summary[] folded(Fold op, Array x, int[] result) {
        Summary summary = new Summary("operand x", x);
        int last = x.type().rank() - 1;
        int[] at = Arrays.copyOf(result, last + 1);
        for (int p = 0; p < x.type().shape().dim(op.axis()); p++) {
            int from = result[op.axis()] - p * op.stride();
            if (from >= 0
                    && from % op.dilation() == 0
                    && from / op.dilation() < x.type().shape().dim(last)) {
                at[op.axis()] = p;
                at[last] = from / op.dilation();
                summary.add(offset(x, at));
            }
        }
        return new Summary[] {summary};
    }

    /// The number of the element at `index` in row-major order.
    private static int offset(Array x, int[] index) {
        int[] strides = x.type().shape().strides();
        int offset = 0;
        for (int k = 0; k < index.length; k++) {
            offset += index[k] * strides[k];
        }
        return offset;
    }

    private static Optional<String> join(Summary... summaries) {
        StringBuilder words = new StringBuilder();
        for (Summary summary : summaries) {
            if (!summary.finite) {
                return Optional.empty();
            }
            words.append(words.isEmpty() ? "" : ", ").append(summary);
        }
        return Optional.of(words.toString());
    }

    /// How many elements of an operand there are, and between which values they lie.
    private static final class Summary {
        private final String name;
        private final Array x;
        private int count;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private boolean finite = true;

        Summary(String name, Array x) {
            this.name = name;
            this.x = x;
        }

        void add(int i) {
            double value = x.getDouble(i);
            count++;
            finite &= Double.isFinite(value);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }

        /// Adds the elements at `index` along the axes `fixed`, anywhere along the others.
        void add(Axes fixed, int[] index, Axes others) {
            Shape shape = x.type().shape();
            int[] strides = shape.strides();
            int base = 0;
            for (int k = 0; k < index.length; k++) {
                base += index[k] * strides[fixed.get(k)];
            }
            int[] steps = LayoutKernels.pick(strides, others);
            StridedWalk walk = new StridedWalk(Typing.pick(shape, others).dims(), steps, steps);
            walk.forEach(base, base, (from, _) -> {
                for (int i = 0; i < walk.length; i++) {
                    add(from + i * walk.aStep);
                }
            });
        }

        @Override
        public String toString() {
            return switch (count) {
                case 0 -> name + " has no elements there";
                case 1 -> name + " = " + print(min);
                default -> name + " has " + count + " elements there, from " + print(min) + " to " + print(max);
            };
        }

        private String print(double value) {
            if (!x.type().dtype().isFloating()) {
                return Long.toString((long) value);
            }
            return x.type().dtype() == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
        }
    }
}
