package dev.costate.internal.rules;

import dev.costate.CostateException;
import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.GraphException;
import dev.costate.Shape;
import dev.costate.ShapeException;
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
import dev.costate.graph.Unfold;
import dev.costate.graph.While;
import java.util.List;
import java.util.function.Supplier;

/// The legality page: which operands each operation takes and what it gives.
///
/// The public functions check their arguments first, with better words; what fails here fails as `operation:
/// problem`.
public final class Typing {
    private Typing() {}

    /// The types of the results of `op` on operands of these types.
    ///
    /// @throws CostateException if the operands are not legal
    public static List<Type> infer(Op op, List<Type> in) {
        return switch (op) {
            case Constant o -> arity(op, in, 0, o.value().type());
            case Iota o -> {
                require(o.axis() >= 0 && o.axis() < o.shape().rank(), op, "axis %s of %s", o.axis(), o.shape());
                dtype(o.dtype() != DType.BOOL, op, o.dtype());
                yield arity(op, in, 0, new Type(o.dtype(), o.shape()));
            }
            case Unary o -> unary(o, in);
            case Binary o -> binary(o, in);
            case Compare _ -> {
                same(op, in, 2);
                yield List.of(in.get(0).withDType(DType.BOOL));
            }
            case Select _ -> {
                count(op, in, 3);
                dtype(in.get(0).dtype() == DType.BOOL, op, in.get(0).dtype());
                require(in.get(1).equals(in.get(2)), op, "%s and %s differ", in.get(1), in.get(2));
                require(in.get(0).shape().equals(in.get(1).shape()), op, "%s chooses among %s", in.get(0), in.get(1));
                yield List.of(in.get(1));
            }
            case Convert o -> arity(op, in, 1, () -> in.get(0).withDType(o.dtype()));
            case Broadcast o -> broadcast(o, in);
            case Reshape o -> {
                count(op, in, 1);
                require(in.get(0).size() == o.shape().size(), op, "%s to %s", in.get(0), o.shape());
                yield List.of(in.get(0).withShape(o.shape()));
            }
            case Transpose o -> {
                count(op, in, 1);
                permutation(op, o.permutation(), in.get(0).rank());
                yield List.of(in.get(0).withShape(pick(in.get(0).shape(), o.permutation())));
            }
            case Slice o -> slice(o, in);
            case Reverse o -> {
                count(op, in, 1);
                axes(op, o.axes(), in.get(0).rank());
                yield List.of(in.get(0));
            }
            case Pad o -> pad(o, in);
            case Concatenate o -> concatenate(o, in);
            case Gather o -> gather(o, in);
            case ScatterAdd o -> scatterAdd(o, in);
            case Reduce o -> reduce(o, in);
            case ArgReduce o -> {
                count(op, in, 1);
                Type x = in.get(0);
                dtype(x.dtype() != DType.BOOL, op, x.dtype());
                require(o.axis() >= 0 && o.axis() < x.rank(), op, "axis %s of %s", o.axis(), x);
                require(x.shape().dim(o.axis()) > 0, op, "axis %s of %s is empty", o.axis(), x);
                yield List.of(new Type(DType.INT32, x.shape().remove(o.axis())));
            }
            case CumulativeSum o -> {
                count(op, in, 1);
                dtype(in.get(0).dtype() != DType.BOOL, op, in.get(0).dtype());
                require(o.axis() >= 0 && o.axis() < in.get(0).rank(), op, "axis %s of %s", o.axis(), in.get(0));
                yield List.of(in.get(0));
            }
            case Sort o -> {
                count(op, in, 1);
                Type x = in.get(0);
                require(o.axis() >= 0 && o.axis() < x.rank(), op, "axis %s of %s", o.axis(), x);
                int n = x.shape().dim(o.axis());
                require(
                        o.count() >= 0 && o.count() <= n,
                        op,
                        "the first %s along axis %s of %s",
                        o.count(),
                        o.axis(),
                        x);
                Shape shape = x.shape().remove(o.axis()).insert(o.axis(), o.count());
                yield List.of(x.withShape(shape), new Type(DType.INT32, shape));
            }
            case MatrixOp o -> MatrixRules.infer(o, in);
            case Dot o -> dot(o, in);
            case Convolution o -> WindowTyping.convolution(o, in);
            case Unfold o -> WindowTyping.unfold(o, in);
            case Fold o -> WindowTyping.fold(o, in);
            case RandomBits o -> {
                count(op, in, 1);
                Type key = in.get(0);
                require(
                        key.dtype() == DType.INT32
                                && key.rank() >= 1
                                && key.shape().dim(key.rank() - 1) == 2,
                        op,
                        "a key is i32[..., 2], not %s",
                        key);
                yield List.of(key.withShape(
                        key.shape().slice(0, key.rank() - 1).concat(o.shape()).concat(Shape.of(2))));
            }
            case Scan o -> ProgramTyping.infer(o, in);
            case While o -> ProgramTyping.infer(o, in);
            case Cond o -> ProgramTyping.infer(o, in);
            case CustomJvp o -> ProgramTyping.infer(o, in);
            case CustomVjp o -> ProgramTyping.infer(o, in);
            case CustomLinear o -> ProgramTyping.infer(o, in);
            case Checkpoint o -> ProgramTyping.infer(o, in);
            case StopGradient _, Tap _ -> arity(op, in, 1, () -> in.get(0));
        };
    }

    /// Those of `types` that are floating, in order.
    public static List<Type> floating(List<Type> types) {
        return types.stream().filter(t -> t.dtype().isFloating()).toList();
    }

    private static List<Type> unary(Unary op, List<Type> in) {
        count(op, in, 1);
        DType d = in.get(0).dtype();
        boolean legal = switch (op.function()) {
            case NEG, ABS, SIGN -> d != DType.BOOL;
            case NOT -> !d.isFloating();
            case EXP, EXPM1, LOG, LOG1P, SQRT, RSQRT, CBRT, SIN, COS, TAN, ASIN, ACOS, ATAN -> d.isFloating();
            case SINH, COSH, TANH, ASINH, ACOSH, ATANH, SIGMOID, ERF, ERFC, ERF_INV -> d.isFloating();
            case ERFCX, LGAMMA, DIGAMMA, TRIGAMMA -> d.isFloating();
            case FLOOR, CEIL, ROUND, TRUNC, IS_FINITE, IS_NAN -> d.isFloating();
        };
        dtype(legal, op, d);
        return List.of(op.function().isPredicate() ? in.get(0).withDType(DType.BOOL) : in.get(0));
    }

    private static List<Type> binary(Binary op, List<Type> in) {
        same(op, in, 2);
        DType d = in.get(0).dtype();
        boolean legal = switch (op.function()) {
            case ADD, SUB, MUL, DIV, REM, POW, MAX, MIN -> d != DType.BOOL;
            case ATAN2 -> d.isFloating();
            case AND, OR, XOR -> !d.isFloating();
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> d.isInteger();
        };
        dtype(legal, op, d);
        return List.of(in.get(0));
    }

    private static List<Type> broadcast(Broadcast op, List<Type> in) {
        count(op, in, 1);
        Type x = in.get(0);
        require(op.axes().size() == x.rank(), op, "%s needs an axis for each of its own, not %s", x, op.axes());
        axes(op, op.axes(), op.shape().rank());
        for (int i = 0; i < x.rank(); i++) {
            require(i == 0 || op.axes().get(i) > op.axes().get(i - 1), op, "the axes %s do not increase", op.axes());
            require(
                    x.shape().dim(i) == op.shape().dim(op.axes().get(i)),
                    op,
                    "%s does not fit in %s at axes %s",
                    x,
                    op.shape(),
                    op.axes());
        }
        return List.of(x.withShape(op.shape()));
    }

    private static List<Type> slice(Slice op, List<Type> in) {
        count(op, in, 1);
        Type x = in.get(0);
        boolean ranks = op.starts().size() == x.rank()
                && op.limits().size() == x.rank()
                && op.strides().size() == x.rank();
        require(ranks, op, "start, limit and stride need an entry for each axis of %s", x);
        int[] dims = new int[x.rank()];
        for (int i = 0; i < dims.length; i++) {
            int start = op.starts().get(i);
            int limit = op.limits().get(i);
            int stride = op.strides().get(i);
            require(
                    start >= 0 && start <= limit && limit <= x.shape().dim(i) && stride >= 1,
                    op,
                    "%s:%s:%s is no slice of axis %s of %s",
                    start,
                    limit,
                    stride,
                    i,
                    x);
            dims[i] = (int) (((long) limit - start + stride - 1) / stride);
        }
        return List.of(x.withShape(Shape.of(dims)));
    }

    private static List<Type> pad(Pad op, List<Type> in) {
        count(op, in, 2);
        Type x = in.get(0);
        require(in.get(1).equals(Type.scalar(x.dtype())), op, "the padding value is a scalar of %s", x.dtype());
        boolean ranks = op.low().size() == x.rank()
                && op.high().size() == x.rank()
                && op.interior().size() == x.rank();
        require(ranks, op, "low, high and interior need an entry for each axis of %s", x);
        int[] dims = new int[x.rank()];
        for (int i = 0; i < dims.length; i++) {
            int low = op.low().get(i);
            int high = op.high().get(i);
            int interior = op.interior().get(i);
            require(low >= 0 && high >= 0 && interior >= 0, op, "negative padding on axis %s", i);
            long n = x.shape().dim(i);
            long extent = low + n + Math.max(0, n - 1) * interior + high;
            require(extent <= Integer.MAX_VALUE, op, "axis %s grows over 2^31-1", i);
            dims[i] = (int) extent;
        }
        return List.of(x.withShape(Shape.of(dims)));
    }

    private static List<Type> concatenate(Concatenate op, List<Type> in) {
        require(!in.isEmpty(), op, "there is no operand");
        Type first = in.get(0);
        int axis = op.axis();
        require(axis >= 0 && axis < first.rank(), op, "axis %s of %s", axis, first);
        long extent = 0;
        for (Type t : in) {
            boolean fits = t.dtype() == first.dtype()
                    && t.rank() == first.rank()
                    && t.shape().remove(axis).equals(first.shape().remove(axis));
            require(fits, op, "%s and %s differ beside axis %s", first, t, axis);
            extent += t.shape().dim(axis);
        }
        require(extent <= Integer.MAX_VALUE, op, "axis %s grows over 2^31-1", axis);
        return List.of(first.withShape(first.shape().remove(axis).insert(axis, (int) extent)));
    }

    private static List<Type> gather(Gather op, List<Type> in) {
        count(op, in, 2);
        Type x = in.get(0);
        Type indices = in.get(1);
        int b = op.batchAxes();
        indexed(op, x, indices, b, op.indexedAxes());
        require(op.sliceSizes().size() == x.rank() - b, op, "a window needs an extent for each axis of %s", x);
        for (int i = 0; i < op.sliceSizes().size(); i++) {
            int size = op.sliceSizes().get(i);
            require(size >= 0 && size <= x.shape().dim(b + i), op, "a window %s of %s", op.sliceSizes(), x);
        }
        return List.of(x.withShape(indices.shape()
                .slice(0, indices.rank() - 1)
                .concat(Shape.of(op.sliceSizes().toArray()))));
    }

    private static List<Type> scatterAdd(ScatterAdd op, List<Type> in) {
        count(op, in, 3);
        Type x = in.get(0);
        Type indices = in.get(1);
        Type updates = in.get(2);
        int b = op.batchAxes();
        indexed(op, x, indices, b, op.indexedAxes());
        dtype(x.dtype() != DType.BOOL, op, x.dtype());
        int lead = indices.rank() - 1;
        boolean fits = updates.dtype() == x.dtype()
                && updates.rank() == lead + x.rank() - b
                && updates.shape().slice(0, lead).equals(indices.shape().slice(0, lead));
        for (int i = 0; fits && i < x.rank() - b; i++) {
            fits = updates.shape().dim(lead + i) <= x.shape().dim(b + i);
        }
        require(fits, op, "updates %s do not fit indices %s into %s", updates, indices, x);
        return List.of(x);
    }

    private static void indexed(Op op, Type x, Type indices, int batch, Axes indexedAxes) {
        require(
                indices.dtype() == DType.INT32 && indices.rank() > batch,
                op,
                "the indices are i32[..., k], not %s",
                indices);
        require(batch >= 0 && x.rank() >= batch, op, "%s batch axes of %s", batch, x);
        require(
                x.shape().slice(0, batch).equals(indices.shape().slice(0, batch)),
                op,
                "the batch axes of %s and %s differ",
                x,
                indices);
        axes(op, indexedAxes, x.rank() - batch);
        require(
                indices.shape().dim(indices.rank() - 1) == indexedAxes.size(),
                op,
                "indices %s for the axes %s",
                indices,
                indexedAxes);
    }

    private static List<Type> reduce(Reduce op, List<Type> in) {
        count(op, in, 1);
        Type x = in.get(0);
        boolean legal =
                (op.reduction() == Reduction.ALL || op.reduction() == Reduction.ANY) == (x.dtype() == DType.BOOL);
        dtype(legal, op, x.dtype());
        axes(op, op.axes(), x.rank());
        for (int i = 1; i < op.axes().size(); i++) {
            require(op.axes().get(i) > op.axes().get(i - 1), op, "the axes %s do not increase", op.axes());
        }
        return List.of(x.withShape(pick(x.shape(), op.axes().complement(x.rank()))));
    }

    private static List<Type> dot(Dot op, List<Type> in) {
        count(op, in, 2);
        Type a = in.get(0);
        Type b = in.get(1);
        dtype(a.dtype() == b.dtype() && a.dtype() != DType.BOOL, op, b.dtype());
        Axes aUsed = op.lhsBatch().concat(op.lhsContract());
        Axes bUsed = op.rhsBatch().concat(op.rhsContract());
        axes(op, aUsed, a.rank());
        axes(op, bUsed, b.rank());
        require(
                op.lhsBatch().size() == op.rhsBatch().size()
                        && op.lhsContract().size() == op.rhsContract().size()
                        && pick(a.shape(), aUsed).equals(pick(b.shape(), bUsed)),
                op,
                "%s and %s differ along the axes %s and %s",
                a,
                b,
                aUsed,
                bUsed);
        Shape shape = pick(a.shape(), op.lhsBatch())
                .concat(pick(a.shape(), aUsed.complement(a.rank())))
                .concat(pick(b.shape(), bUsed.complement(b.rank())));
        return List.of(a.withShape(shape));
    }

    /// The extents of `shape` at `axes`, in that order.
    public static Shape pick(Shape shape, Axes axes) {
        int[] dims = new int[axes.size()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = shape.dim(axes.get(i));
        }
        return Shape.of(dims);
    }

    private static void same(Op op, List<Type> in, int n) {
        count(op, in, n);
        for (Type t : in) {
            require(t.equals(in.get(0)), op, "%s and %s differ", in.get(0), t);
        }
    }

    private static void axes(Op op, Axes axes, int rank) {
        for (int i = 0; i < axes.size(); i++) {
            int axis = axes.get(i);
            require(axis >= 0 && axis < rank, op, "axis %s of rank %s", axis, rank);
            require(axes.indexOf(axis) == i, op, "axis %s stands twice in %s", axis, axes);
        }
    }

    private static void permutation(Op op, Axes permutation, int rank) {
        require(permutation.size() == rank, op, "%s does not permute %s axes", permutation, rank);
        axes(op, permutation, rank);
    }

    private static List<Type> arity(Op op, List<Type> in, int n, Type result) {
        count(op, in, n);
        return List.of(result);
    }

    private static List<Type> arity(Op op, List<Type> in, int n, Supplier<Type> result) {
        count(op, in, n);
        return List.of(result.get());
    }

    static void count(Op op, List<Type> in, int n) {
        if (in.size() != n) {
            throw new GraphException(op.name() + ": takes " + n + " operands, not " + in.size());
        }
    }

    static void dtype(boolean legal, Op op, DType dtype) {
        if (!legal) {
            throw new DTypeException(op.name() + ": does not take " + dtype);
        }
    }

    static void require(boolean legal, Op op, String problem, Object... values) {
        if (!legal) {
            throw new ShapeException(op.name() + ": " + String.format(problem, values));
        }
    }
}
