package dev.costate.internal.interpret;

import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Pad;
import dev.costate.graph.Reverse;
import dev.costate.graph.Slice;
import dev.costate.graph.Transpose;
import java.util.Arrays;
import java.util.List;

/// The operations that move elements and compute nothing: each is one strided copy.
public final class LayoutKernels {
    private LayoutKernels() {}

    /// Reads axis `axes[i]` of the result by the strides of axis `i` of the operand, and every other by stride
    /// 0.
    public static Array broadcast(Broadcast op, Array x, Type result) {
        if (x.type().equals(result)) {
            return x;
        }
        int[] own = x.type().shape().strides();
        int[] from = new int[result.rank()];
        for (int i = 0; i < own.length; i++) {
            from[op.axes().get(i)] = own[i];
        }
        return gatherStrided(x, from, 0, result);
    }

    /// Reads axis `i` of the result by the strides of axis `permutation[i]` of the operand.
    public static Array transpose(Transpose op, Array x, Type result) {
        return gatherStrided(x, pick(x.type().shape().strides(), op.permutation()), 0, result);
    }

    /// Starts at `starts`, with the operand's strides times `strides`.
    public static Array slice(Slice op, Array x, Type result) {
        if (x.type().equals(result)) {
            return x;
        }
        int[] from = x.type().shape().strides();
        int offset = 0;
        for (int i = 0; i < from.length; i++) {
            offset += from[i] * op.starts().get(i);
            from[i] *= op.strides().get(i);
        }
        return gatherStrided(x, from, offset, result);
    }

    /// Starts at the last element of each reversed axis, and walks it backwards.
    public static Array reverse(Reverse op, Array x, Type result) {
        int[] from = x.type().shape().strides();
        int offset = 0;
        for (int i = 0; i < op.axes().size(); i++) {
            int axis = op.axes().get(i);
            offset += from[axis] * (x.type().shape().dim(axis) - 1);
            from[axis] = -from[axis];
        }
        return gatherStrided(x, from, offset, result);
    }

    /// Fills the result with the padding, then writes the operand into it at `low`, `interior + 1` apart.
    public static Array pad(Pad op, Array x, Array padding, Type result) {
        Object y = Array.allocate(result);
        fill(y, padding.storage());
        int[] to = result.shape().strides();
        int offset = 0;
        for (int i = 0; i < to.length; i++) {
            offset += to[i] * op.low().get(i);
            to[i] *= op.interior().get(i) + 1;
        }
        new StridedCopy(x.type().shape().dims(), x.type().shape().strides(), to).copy(x.storage(), 0, y, offset);
        return Array.wrap(result, y);
    }

    /// Writes the operands one after the other along the axis.
    public static Array concatenate(Concatenate op, List<Array> operands, Type result) {
        Object y = Array.allocate(result);
        int[] to = result.shape().strides();
        int offset = 0;
        for (Array x : operands) {
            new StridedCopy(x.type().shape().dims(), x.type().shape().strides(), to).copy(x.storage(), 0, y, offset);
            offset += x.type().shape().dim(op.axis()) * to[op.axis()];
        }
        return Array.wrap(result, y);
    }

    /// The elements of `values` at `axes`, in that order.
    static int[] pick(int[] values, Axes axes) {
        int[] picked = new int[axes.size()];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[axes.get(i)];
        }
        return picked;
    }

    private static Array gatherStrided(Array x, int[] from, int offset, Type result) {
        Object y = Array.allocate(result);
        new StridedCopy(result.shape().dims(), from, result.shape().strides()).copy(x.storage(), offset, y, 0);
        return Array.wrap(result, y);
    }

    private static void fill(Object target, Object scalar) {
        switch (target) {
            case float[] y -> Arrays.fill(y, ((float[]) scalar)[0]);
            case double[] y -> Arrays.fill(y, ((double[]) scalar)[0]);
            case int[] y -> Arrays.fill(y, ((int[]) scalar)[0]);
            case long[] y -> Arrays.fill(y, ((long[]) scalar)[0]);
            case boolean[] y -> Arrays.fill(y, ((boolean[]) scalar)[0]);
            default -> throw new AssertionError(target.getClass());
        }
    }
}
