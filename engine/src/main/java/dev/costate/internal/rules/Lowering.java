package dev.costate.internal.rules;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
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
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.lower.Lowered;
import dev.costate.internal.lower.MatrixCall;
import dev.costate.internal.lower.Nest;
import dev.costate.internal.lower.Prefix;
import dev.costate.internal.lower.Ranking;
import dev.costate.internal.lower.Scatter;
import dev.costate.internal.lower.Structured;
import dev.costate.internal.transform.CustomRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The lowering page: each operation as loops over scalar expressions, for the compiler.
///
/// In the comments `p` are the parallel axes, that is the result's indices, and `r` the reduction axes.
public final class Lowering {
    private Lowering() {}

    /// What `op` becomes.
    ///
    /// @param op an operation
    /// @param in its operands' types, legal ones
    /// @param out its results' types
    public static Lowered lower(Op op, List<Type> in, List<Type> out) {
        return switch (op) {
            case Constant o -> constant(o.value());
            // p[axis]
            case Iota o -> each(in, out, new Expr.Position(axes(out).get(o.axis()), o.dtype()));
            // f(x[p])
            case Unary o -> each(in, out, new Expr.Unary(o.function(), read(in, 0, out)));
            // f(a[p], b[p])
            case Binary o -> each(in, out, new Expr.Binary(o.function(), read(in, 0, out), read(in, 1, out)));
            case Compare o -> each(in, out, new Expr.Compare(o.comparison(), read(in, 0, out), read(in, 1, out)));
            case Select _ -> each(in, out, new Expr.Select(read(in, 0, out), read(in, 1, out), read(in, 2, out)));
            case Convert o -> each(in, out, Expr.convert(o.dtype(), read(in, 0, out)));
            // x[p[axes]]
            case Broadcast o -> each(in, out, Expr.load(in, 0, pick(axes(out), o.axes())));
            // x[p[inverse permutation]]
            case Transpose o ->
                each(in, out, Expr.load(in, 0, pick(axes(out), o.permutation().inverse())));
            case Slice o -> slice(o, in, out);
            case Reverse o -> reverse(o, in, out);
            case Pad o -> pad(o, in, out);
            case Concatenate o -> {
                List<Index> at = axes(out);
                yield each(in, out, part(o.axis(), in, at, 0, in.size(), 0));
            }
            case Gather o -> {
                int lead = in.get(1).rank() - 1;
                List<Index> at = window(
                        o.batchAxes(),
                        o.indexedAxes(),
                        in,
                        axes(out),
                        lead,
                        out.getFirst().shape());
                yield each(in, out, Expr.load(in, 0, at));
            }
            case ScatterAdd o -> scatterAdd(o, in, out);
            case Reduce o -> reduce(o, in, out);
            case ArgReduce o -> {
                // where over r of x[p with r at axis]
                List<Index> at = axes(out);
                int n = in.getFirst().shape().dim(o.axis());
                at.add(o.axis(), Index.axis(at.size(), n));
                Combine combine = o.max() ? Combine.ARG_MAX : Combine.ARG_MIN;
                Expr body = Expr.load(in, 0, at);
                yield new Nest(in, out.getFirst().shape(), Shape.of(n), combine, body, DType.INT32);
            }
            case CumulativeSum o -> {
                Expr body = wide(read(in, 0, out));
                Type y = out.getFirst();
                yield new Prefix(in, y.shape(), o.axis(), o.reverse(), body, y.dtype());
            }
            case Sort o -> new Ranking(in.getFirst(), o.axis(), o.count(), o.descending());
            case MatrixOp o -> new MatrixCall(o, in, out);
            case Dot o -> dot(o, in, out);
            case Convolution o -> WindowLowering.convolution(o, in, out);
            case Unfold o -> WindowLowering.unfold(o, in, out);
            case Fold o -> WindowLowering.fold(o, in, out);
            case RandomBits o -> randomBits(o, in, out);
            case Reshape _, StopGradient _, Tap _ -> new Lowered.Alias(in.getFirst(), out.getFirst());
            case Scan o -> new Structured.Loop(o);
            case While o -> new Structured.Repeat(o);
            case Cond o -> new Structured.Branch(o);
            case CustomJvp o -> new Structured.Inline(o.function());
            case CustomVjp o -> new Structured.Inline(o.function());
            case CustomLinear o -> new Structured.Inline(CustomRules.forward(o, in));
            case Checkpoint o -> new Structured.Inline(o.function());
        };
    }

    private static Nest each(List<Type> in, List<Type> out, Expr body) {
        return Nest.elementwise(in, out.getFirst(), body);
    }

    private static List<Index> axes(List<Type> out) {
        return Index.axes(out.getFirst().shape(), 0);
    }

    /// `operand[p]`.
    private static Expr read(List<Type> in, int operand, List<Type> out) {
        return Expr.load(in, operand, axes(out));
    }

    private static List<Index> pick(List<Index> at, Axes axes) {
        List<Index> picked = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            picked.add(at.get(axes.get(i)));
        }
        return picked;
    }

    /// The type in which sums are kept: `double` for floating numbers.
    static Expr wide(Expr x) {
        return x.dtype() == DType.FLOAT32 ? Expr.convert(DType.FLOAT64, x) : x;
    }

    /// One element repeated needs no buffer.
    private static Lowered constant(Array value) {
        Type type = value.type();
        if (type.size() > 0) {
            Array first = element(value);
            if (value.equals(fill(first, type))) {
                return Nest.elementwise(List.of(), type, new Expr.Literal(first));
            }
        }
        return new Lowered.Data(value);
    }

    private static Array element(Array value) {
        Object first = switch (value.storage()) {
            case boolean[] b -> Arrays.copyOf(b, 1);
            case int[] n -> Arrays.copyOf(n, 1);
            case long[] n -> Arrays.copyOf(n, 1);
            case float[] f -> Arrays.copyOf(f, 1);
            case double[] d -> Arrays.copyOf(d, 1);
            default -> throw new AssertionError(value.type());
        };
        return Array.wrap(Type.scalar(value.type().dtype()), first);
    }

    private static Array fill(Array element, Type type) {
        Object all = Array.allocate(type);
        switch (all) {
            case boolean[] b -> Arrays.fill(b, element.getBoolean(0));
            case int[] n -> Arrays.fill(n, (int) element.getLong(0));
            case long[] n -> Arrays.fill(n, element.getLong(0));
            case float[] f -> Arrays.fill(f, (float) element.getDouble(0));
            case double[] d -> Arrays.fill(d, element.getDouble(0));
            default -> throw new AssertionError(type);
        }
        return Array.wrap(type, all);
    }

    /// `x[start + stride p]`.
    private static Nest slice(Slice op, List<Type> in, List<Type> out) {
        List<Index> at = axes(out);
        for (int i = 0; i < at.size(); i++) {
            at.set(i, at.get(i).times(op.strides().get(i)).plus(op.starts().get(i)));
        }
        return each(in, out, Expr.load(in, 0, at));
    }

    /// `x[n - 1 - p]` along the reversed axes.
    private static Nest reverse(Reverse op, List<Type> in, List<Type> out) {
        List<Index> at = axes(out);
        for (int i = 0; i < at.size(); i++) {
            if (op.axes().contains(i)) {
                at.set(i, at.get(i).times(-1).plus(out.getFirst().shape().dim(i) - 1L));
            }
        }
        return each(in, out, Expr.load(in, 0, at));
    }

    /// `x[q]` where `q = (p - low) / (interior + 1)` is whole and inside, else the padding.
    private static Nest pad(Pad op, List<Type> in, List<Type> out) {
        List<Index> at = axes(out);
        Expr inside = Expr.literal(true);
        for (int i = 0; i < at.size(); i++) {
            int step = op.interior().get(i) + 1;
            int n = in.getFirst().shape().dim(i);
            Index offset = at.get(i).plus(-op.low().get(i));
            Expr inRange = Expr.within(offset, 0, (n - 1L) * step + 1);
            Expr onGrid = Expr.within(offset.mod(step), 0, 1);
            inside = Expr.binary(BinaryFunction.AND, inside, Expr.binary(BinaryFunction.AND, inRange, onGrid));
            at.set(i, offset.floorDiv(step));
        }
        return each(in, out, Expr.select(inside, Expr.load(in, 0, at), Expr.load(in, 1, List.of())));
    }

    /// The elements of the operands `[from, to)`, the first of which begins at `start`: halved down to one, so
    /// that many operands make no deep expression.
    private static Expr part(int axis, List<Type> in, List<Index> at, int from, int to, int start) {
        if (to - from == 1) {
            List<Index> moved = new ArrayList<>(at);
            moved.set(axis, at.get(axis).plus(-start));
            return Expr.load(in, from, moved);
        }
        int middle = (from + to) >>> 1;
        int border = start;
        for (int i = from; i < middle; i++) {
            border += in.get(i).shape().dim(axis);
        }
        Expr before = Expr.within(at.get(axis), 0, border);
        return Expr.select(before, part(axis, in, at, from, middle, start), part(axis, in, at, middle, to, border));
    }

    /// Where in the operand an element of a window lies: `at` are the axes of `B ++ I ++ W`, the first `lead`
    /// of which name the window.
    private static List<Index> window(int batch, Axes indexed, List<Type> in, List<Index> at, int lead, Shape windows) {
        Shape operand = in.get(0).shape();
        List<Index> place = new ArrayList<>(at.subList(0, batch));
        for (int d = 0; d < operand.rank() - batch; d++) {
            Index inWindow = at.get(lead + d);
            int j = indexed.indexOf(d);
            if (j >= 0) {
                List<Index> which = new ArrayList<>(at.subList(0, lead));
                which.add(Index.literal(j));
                int last = operand.dim(batch + d) - windows.dim(lead + d);
                Index start = Index.value(Expr.load(in, 1, which)).clamp(0, last);
                inWindow = start.plus(inWindow);
            }
            place.add(inWindow);
        }
        return place;
    }

    /// To `x[p]`, adds `u` at the place where a gather would read it.
    private static Scatter scatterAdd(ScatterAdd op, List<Type> in, List<Type> out) {
        Type x = out.getFirst();
        Shape updates = in.get(2).shape();
        List<Index> u = Index.axes(updates, 0);
        int lead = in.get(1).rank() - 1;
        List<Index> at = window(op.batchAxes(), op.indexedAxes(), in, u, lead, updates);
        Expr init = wide(read(in, 0, out));
        Expr value = wide(Expr.load(in, 2, u));
        return new Scatter(in, x.shape(), init, updates, at, value, x.dtype());
    }

    /// Over `r`, `x[p and r in their places]`.
    private static Nest reduce(Reduce op, List<Type> in, List<Type> out) {
        Type x = in.getFirst();
        Type y = out.getFirst();
        Shape reduced = Typing.pick(x.shape(), op.axes());
        List<Index> at = place(x.rank(), op.axes().complement(x.rank()), axes(out));
        place(at, op.axes(), Index.axes(reduced, y.rank()));
        Expr element = Expr.load(in, 0, at);
        boolean adds = op.reduction() == Reduction.SUM || op.reduction() == Reduction.PROD;
        return new Nest(in, y.shape(), reduced, combine(op.reduction()), adds ? wide(element) : element, y.dtype());
    }

    /// How products of numbers of a type are added.
    static Combine contraction(DType dtype) {
        return dtype.isFloating() ? Combine.DOT : Combine.SUM;
    }

    private static Combine combine(Reduction reduction) {
        return switch (reduction) {
            case SUM -> Combine.SUM;
            case PROD -> Combine.PROD;
            case MAX -> Combine.MAX;
            case MIN -> Combine.MIN;
            case ALL -> Combine.ALL;
            case ANY -> Combine.ANY;
        };
    }

    /// The sum over `r` of `a[batch, free of a, r] b[batch, free of b, r]`; products of `float32` are exact in
    /// `double`.
    private static Nest dot(Dot op, List<Type> in, List<Type> out) {
        Type a = in.get(0);
        Type b = in.get(1);
        Type y = out.getFirst();
        Shape contracted = Typing.pick(a.shape(), op.lhsContract());
        Axes aFree = op.lhsBatch().concat(op.lhsContract()).complement(a.rank());
        Axes bFree = op.rhsBatch().concat(op.rhsContract()).complement(b.rank());
        int batch = op.lhsBatch().size();
        List<Index> p = axes(out);
        List<Index> r = Index.axes(contracted, y.rank());

        List<Index> left = place(a.rank(), op.lhsBatch(), p.subList(0, batch));
        place(left, aFree, p.subList(batch, batch + aFree.size()));
        place(left, op.lhsContract(), r);
        List<Index> right = place(b.rank(), op.rhsBatch(), p.subList(0, batch));
        place(right, bFree, p.subList(batch + aFree.size(), p.size()));
        place(right, op.rhsContract(), r);
        Expr product = new Expr.Binary(BinaryFunction.MUL, wide(Expr.load(in, 0, left)), wide(Expr.load(in, 1, right)));
        return new Nest(in, y.shape(), contracted, contraction(y.dtype()), product, y.dtype());
    }

    /// A list of `rank` indices with these at `axes`.
    private static List<Index> place(int rank, Axes axes, List<Index> indices) {
        List<Index> at = new ArrayList<>(Collections.nCopies(rank, Index.literal(0)));
        place(at, axes, indices);
        return at;
    }

    private static void place(List<Index> at, Axes axes, List<Index> indices) {
        for (int i = 0; i < axes.size(); i++) {
            at.set(axes.get(i), indices.get(i));
        }
    }

    /// Of `p = (key, counter, word)`, that word.
    private static Nest randomBits(RandomBits op, List<Type> in, List<Type> out) {
        List<Index> at = axes(out);
        int keys = in.getFirst().rank() - 1;
        List<Index> key0 = new ArrayList<>(at.subList(0, keys));
        List<Index> key1 = new ArrayList<>(key0);
        key0.add(Index.literal(0));
        key1.add(Index.literal(1));
        int[] strides = op.shape().strides();
        Index counter = Index.literal(0);
        for (int i = 0; i < strides.length; i++) {
            counter = counter.plus(at.get(keys + i).times(strides[i]));
        }
        Expr word = new Expr.Threefry(Expr.load(in, 0, key0), Expr.load(in, 0, key1), counter, at.getLast());
        return each(in, out, word);
    }
}
