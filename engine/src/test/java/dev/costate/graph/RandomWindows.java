package dev.costate.graph;

import dev.costate.Shape;
import dev.costate.Type;
import java.util.Random;

/// Random legal parameters of the operations with windows.
final class RandomWindows {
    private RandomWindows() {}

    /// Some leading axes of `t` are batch axes, then come free and contracted ones, the last ones have windows.
    static OpCases.Case convolution(Type t, Random random) {
        int s = random.nextInt(Math.min(3, t.rank() + 1));
        int k = random.nextInt(Math.min(2, t.rank() - s + 1));
        int b = random.nextInt(Math.min(2, t.rank() - s - k + 1));
        Shape space = t.shape().slice(t.rank() - s, t.rank());
        int[][] lists = new int[5][s];
        int[] window = new int[s];
        for (int d = 0; d < s; d++) {
            lists[0][d] = 1 + random.nextInt(3);
            lists[1][d] = random.nextInt(5) - 2;
            lists[2][d] = random.nextInt(5) - 2;
            lists[3][d] = 1 + random.nextInt(2);
            lists[4][d] = 1 + random.nextInt(2);
            window[d] = random.nextInt(Math.clamp(space.dim(d), 1, 12) + 1);
        }
        Convolution op = new Convolution(
                b, k, Axes.of(lists[0]), Axes.of(lists[1]), Axes.of(lists[2]), Axes.of(lists[3]), Axes.of(lists[4]));
        Shape free = random.nextBoolean() ? Shape.scalar() : Shape.of(1 + random.nextInt(3));
        Shape kernel = t.shape()
                .slice(0, b)
                .concat(free)
                .concat(t.shape().slice(t.rank() - s - k, t.rank() - s))
                .concat(Shape.of(window));
        return OpCases.of(op, t, t.withShape(kernel));
    }

    static Unfold unfold(int axis, Random random) {
        return new Unfold(axis, 1 + random.nextInt(4), 1 + random.nextInt(3), 1 + random.nextInt(3));
    }

    /// What adds up the windows of `t`.
    static Fold fold(Unfold op, Type t) {
        return new Fold(op.axis(), t.shape().dim(op.axis()), op.stride(), op.dilation());
    }

    /// The windows of `t`.
    static Type windows(Unfold op, Type t) {
        int n = t.shape().dim(op.axis());
        return t.withShape(
                t.shape().remove(op.axis()).insert(op.axis(), op.windows(n)).insert(t.rank(), op.size()));
    }

    /// What adds up windows of type `t`, in as many places as they take or a few more.
    static Fold fold(Type t, Random random) {
        int axis = random.nextInt(t.rank() - 1);
        Unfold unfold = new Unfold(axis, t.shape().dim(t.rank() - 1), 1 + random.nextInt(3), 1 + random.nextInt(2));
        int n = t.shape().dim(axis);
        int span = Convolution.span(unfold.size(), unfold.dilation());
        int extent = n == 0 ? random.nextInt(span) : (n - 1) * unfold.stride() + span + random.nextInt(unfold.stride());
        return new Fold(axis, extent, unfold.stride(), unfold.dilation());
    }
}
