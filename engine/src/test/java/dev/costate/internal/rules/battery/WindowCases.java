package dev.costate.internal.rules.battery;

import static dev.costate.internal.rules.battery.Domain.integers;
import static dev.costate.internal.rules.battery.OpCase.INTEGERS;

import dev.costate.Shape;
import dev.costate.graph.Axes;
import dev.costate.graph.Convolution;
import dev.costate.graph.Fold;
import dev.costate.graph.Op;
import dev.costate.graph.Unfold;
import java.util.ArrayList;
import java.util.List;

/// Operations with windows.
final class WindowCases {
    private static final Axes NO = Axes.of();
    private static final Axes ONE = Axes.of(1);
    private static final Axes ZERO = Axes.of(0);

    private WindowCases() {}

    static List<OpCase> list() {
        List<OpCase> cases = new ArrayList<>();
        lines(cases);
        images(cases);
        unfold(cases, new Unfold(0, 1, 1, 1), 5);
        unfold(cases, new Unfold(0, 3, 1, 1), 3);
        unfold(cases, new Unfold(0, 3, 1, 1), 2);
        unfold(cases, new Unfold(0, 3, 2, 1), 8);
        unfold(cases, new Unfold(1, 2, 3, 1), 2, 9);
        unfold(cases, new Unfold(1, 3, 1, 2), 2, 7, 3);
        unfold(cases, new Unfold(1, 2, 2, 3), 3, 9, 1);
        unfold(cases, new Unfold(0, 2, 2, 1), 0, 3);
        unfold(cases, new Unfold(1, 2, 2, 1), 0, 5);
        return cases;
    }

    /// Along one axis: `[N, C, W]` with `[O, C, Q]`, then with axes missing, doubled or shared.
    private static void lines(List<OpCase> cases) {
        Op plain = new Convolution(0, 1, ONE, ZERO, ZERO, ONE, ONE);
        convolution(cases, plain, Shape.of(2, 3, 7), Shape.of(2, 3, 3));
        convolution(cases, plain, Shape.of(1, 1, 5), Shape.of(1, 1, 5));
        convolution(cases, plain, Shape.of(2, 1, 4), Shape.of(3, 1, 1));
        convolution(cases, plain, Shape.of(2, 1, 2), Shape.of(3, 1, 3));
        convolution(cases, plain, Shape.of(0, 2, 4), Shape.of(3, 2, 2));
        convolution(cases, plain, Shape.of(2, 0, 4), Shape.of(3, 0, 2));
        convolution(cases, plain, Shape.of(2, 1, 4), Shape.of(0, 1, 2));
        convolution(cases, plain, Shape.of(2, 1, 3), Shape.of(2, 1, 0));
        convolution(cases, plain, Shape.of(2, 1, 0), Shape.of(2, 1, 2));
        // A remainder that the stride does not reach; more before than after; more than the window.
        convolution(
                cases,
                new Convolution(0, 1, Axes.of(3), Axes.of(1), ZERO, ONE, ONE),
                Shape.of(1, 2, 7),
                Shape.of(2, 2, 2));
        convolution(
                cases,
                new Convolution(0, 1, Axes.of(2), Axes.of(4), Axes.of(3), ONE, ONE),
                Shape.of(1, 1, 3),
                Shape.of(2, 1, 3));
        // Places cut off, from an input that is spread out too.
        convolution(
                cases,
                new Convolution(0, 1, ONE, Axes.of(-1), Axes.of(-2), ONE, ONE),
                Shape.of(1, 2, 8),
                Shape.of(2, 2, 3));
        convolution(
                cases,
                new Convolution(0, 1, Axes.of(2), Axes.of(-2), Axes.of(1), Axes.of(3), Axes.of(2)),
                Shape.of(1, 2, 5),
                Shape.of(1, 2, 3));
        convolution(
                cases,
                new Convolution(0, 1, Axes.of(2), Axes.of(2), Axes.of(1), ONE, Axes.of(3)),
                Shape.of(2, 1, 9),
                Shape.of(1, 1, 3));
        // No channels, two axes of them, two batches of inputs, groups.
        convolution(cases, new Convolution(0, 0, ONE, ZERO, ZERO, ONE, ONE), Shape.of(6), Shape.of(3));
        convolution(cases, new Convolution(0, 0, Axes.of(2), ONE, ONE, ONE, ONE), Shape.of(2, 6), Shape.of(3, 3));
        convolution(cases, new Convolution(0, 2, ONE, ONE, ONE, ONE, ONE), Shape.of(2, 2, 3, 5), Shape.of(2, 2, 3, 3));
        convolution(cases, plain, Shape.of(2, 2, 3, 5), Shape.of(2, 3, 3));
        convolution(
                cases,
                new Convolution(1, 1, Axes.of(2), ONE, ONE, ONE, ONE),
                Shape.of(2, 3, 1, 5),
                Shape.of(2, 2, 1, 3));
    }

    /// Along two axes and along none.
    private static void images(List<OpCase> cases) {
        Axes ones = Axes.of(1, 1);
        convolution(
                cases, new Convolution(0, 1, ones, ones, ones, ones, ones), Shape.of(2, 2, 4, 5), Shape.of(3, 2, 3, 3));
        convolution(
                cases,
                new Convolution(0, 1, Axes.of(2, 1), Axes.of(0, 1), Axes.of(1, 0), ones, Axes.of(1, 2)),
                Shape.of(1, 2, 5, 6),
                Shape.of(2, 2, 2, 3));
        convolution(
                cases,
                new Convolution(1, 1, Axes.of(1, 2), ones, Axes.of(0, 2), Axes.of(2, 1), ones),
                Shape.of(2, 1, 1, 3, 4),
                Shape.of(2, 2, 1, 2, 3));
        convolution(cases, new Convolution(0, 1, NO, NO, NO, NO, NO), Shape.of(3, 4), Shape.of(2, 4));
    }

    private static void convolution(List<OpCase> cases, Op op, Shape x, Shape w) {
        cases.add(OpCase.of(op.toString(), op, Operand.of(x.dims()), Operand.of(w.dims())));
        Operand left = Operand.of(x, integers(-9, 9));
        Operand right = Operand.of(w, integers(-9, 9));
        cases.add(OpCase.of(op.toString(), op, left, right).in(INTEGERS));
    }

    /// The windows, and what adds them up again.
    private static void unfold(List<OpCase> cases, Unfold op, int... dims) {
        Shape x = Shape.of(dims);
        int n = x.dim(op.axis());
        Fold fold = new Fold(op.axis(), n, op.stride(), op.dilation());
        Shape windows = x.remove(op.axis()).insert(op.axis(), op.windows(n)).insert(x.rank(), op.size());
        cases.add(OpCase.of(op.toString(), op, Operand.of(dims)));
        cases.add(OpCase.of(fold.toString(), fold, Operand.of(windows.dims())));
        cases.add(OpCase.of(op.toString(), op, Operand.of(x, integers(-9, 9))).in(OpCase.BITS));
        cases.add(OpCase.of(fold.toString(), fold, Operand.of(windows, integers(-9, 9)))
                .in(INTEGERS));
    }
}
