package dev.costate.internal.rules.battery;

import static dev.costate.internal.rules.battery.Domain.integers;
import static dev.costate.internal.rules.battery.OpCase.ALL;
import static dev.costate.internal.rules.battery.OpCase.BITS;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Constant;
import dev.costate.graph.Iota;
import dev.costate.graph.Op;
import dev.costate.graph.Pad;
import dev.costate.graph.RandomBits;
import dev.costate.graph.Reshape;
import dev.costate.graph.Reverse;
import dev.costate.graph.Slice;
import dev.costate.graph.Transpose;
import java.util.ArrayList;
import java.util.List;

/// Operations that move elements, and those that make them out of nothing.
final class LayoutCases {
    private LayoutCases() {}

    static List<OpCase> list() {
        List<OpCase> cases = new ArrayList<>();
        broadcast(cases);
        reshape(cases);
        transpose(cases);
        slice(cases);
        reverse(cases);
        pad(cases);
        concatenate(cases);
        sources(cases);
        return cases;
    }

    private static void add(List<OpCase> cases, Op op, int... dims) {
        Shape shape = Shape.of(dims);
        cases.add(OpCase.of(op.toString(), op, Operand.of(dims)));
        cases.add(
                OpCase.of(op.toString(), op, Operand.of(shape, integers(-9, 9))).in(BITS));
    }

    private static void broadcast(List<OpCase> cases) {
        add(cases, new Broadcast(Shape.scalar(), Axes.of()));
        add(cases, new Broadcast(Shape.of(3), Axes.of()));
        add(cases, new Broadcast(Shape.of(0), Axes.of()));
        add(cases, new Broadcast(Shape.of(7, 3), Axes.of(1)), 3);
        add(cases, new Broadcast(Shape.of(3, 7), Axes.of(0)), 3);
        add(cases, new Broadcast(Shape.of(3, 0), Axes.of(0)), 3);
        add(cases, new Broadcast(Shape.of(2, 3, 1, 5), Axes.of(1, 3)), 3, 5);
        add(cases, new Broadcast(Shape.of(2, 13), Axes.of(0, 1)), 2, 13);
    }

    private static void reshape(List<OpCase> cases) {
        add(cases, new Reshape(Shape.of(1, 1)));
        add(cases, new Reshape(Shape.scalar()), 1);
        add(cases, new Reshape(Shape.of(13, 1)), 13);
        add(cases, new Reshape(Shape.of(3, 2, 2)), 2, 6);
        add(cases, new Reshape(Shape.of(0, 7)), 3, 0);
    }

    private static void transpose(List<OpCase> cases) {
        add(cases, new Transpose(Axes.of()));
        add(cases, new Transpose(Axes.of(0)), 7);
        add(cases, new Transpose(Axes.of(1, 0)), 3, 7);
        add(cases, new Transpose(Axes.of(1, 2, 0)), 2, 3, 5);
        add(cases, new Transpose(Axes.of(2, 0, 1)), 2, 0, 3);
        add(cases, new Transpose(Axes.of(3, 1, 0, 2)), 2, 3, 1, 2);
    }

    private static void slice(List<OpCase> cases) {
        add(cases, new Slice(Axes.of(), Axes.of(), Axes.of()));
        add(cases, new Slice(Axes.of(2), Axes.of(9), Axes.of(1)), 13);
        add(cases, new Slice(Axes.of(1), Axes.of(13), Axes.of(3)), 13);
        add(cases, new Slice(Axes.of(0), Axes.of(12), Axes.of(5)), 13);
        add(cases, new Slice(Axes.of(4), Axes.of(4), Axes.of(2)), 7);
        add(cases, new Slice(Axes.of(6), Axes.of(7), Axes.of(9)), 7);
        add(cases, new Slice(Axes.of(0), Axes.of(0), Axes.of(1)), 0);
        add(cases, new Slice(Axes.of(1, 0, 2), Axes.of(3, 0, 7), Axes.of(2, 1, 2)), 3, 4, 7);
        add(cases, new Slice(Axes.of(1, 0, 2), Axes.of(3, 4, 7), Axes.of(2, 3, 2)), 3, 4, 7);
    }

    private static void reverse(List<OpCase> cases) {
        add(cases, new Reverse(Axes.of()));
        add(cases, new Reverse(Axes.of(0)), 13);
        add(cases, new Reverse(Axes.of(1)), 3, 7);
        add(cases, new Reverse(Axes.of(2, 0)), 3, 2, 5);
        add(cases, new Reverse(Axes.of(0, 1)), 0, 3);
    }

    private static void pad(List<OpCase> cases) {
        pad(cases, new Pad(Axes.of(), Axes.of(), Axes.of()));
        pad(cases, new Pad(Axes.of(2), Axes.of(0), Axes.of(0)), 3);
        pad(cases, new Pad(Axes.of(0), Axes.of(3), Axes.of(2)), 7);
        pad(cases, new Pad(Axes.of(1), Axes.of(1), Axes.of(3)), 1);
        pad(cases, new Pad(Axes.of(2), Axes.of(1), Axes.of(5)), 0);
        pad(cases, new Pad(Axes.of(0), Axes.of(0), Axes.of(0)), 0);
        pad(cases, new Pad(Axes.of(1, 0, 2), Axes.of(0, 3, 1), Axes.of(2, 1, 0)), 3, 2, 4);
    }

    private static void pad(List<OpCase> cases, Pad op, int... dims) {
        cases.add(OpCase.of(op.toString(), op, Operand.of(dims), Operand.of()));
        Operand whole = Operand.of(Shape.of(dims), integers(-9, 9));
        cases.add(OpCase.of(op.toString(), op, whole, Operand.of(Shape.scalar(), integers(0, 9)))
                .in(BITS));
    }

    private static void concatenate(List<OpCase> cases) {
        cases.add(OpCase.of("one", new Concatenate(0), Operand.of(3)));
        cases.add(OpCase.of("concatenate", new Concatenate(0), Operand.of(3), Operand.of(7)));
        cases.add(OpCase.of("concatenate", new Concatenate(1), Operand.of(3, 1), Operand.of(3, 0), Operand.of(3, 5)));
        cases.add(OpCase.of("concatenate", new Concatenate(1), Operand.of(0, 1, 2), Operand.of(0, 13, 2)));
        cases.add(OpCase.of("concatenate", new Concatenate(2), Operand.of(2, 3, 1), Operand.of(2, 3, 4)));
        Operand whole = Operand.of(Shape.of(3, 2), integers(-9, 9));
        cases.add(OpCase.of("concatenate", new Concatenate(0), whole, whole, whole)
                .in(BITS));
    }

    private static void sources(List<OpCase> cases) {
        for (Shape shape : List.of(Shape.scalar(), Shape.of(13), Shape.of(2, 0))) {
            cases.add(OpCase.of("constant " + shape, d -> new Constant(Array.zeros(new dev.costate.Type(d, shape))))
                    .in(ALL));
        }
        List<DType> numbers = ALL.stream().filter(d -> d != DType.BOOL).toList();
        cases.add(OpCase.of("iota", d -> new Iota(Shape.of(13), 0, d)).in(numbers));
        cases.add(OpCase.of("iota", d -> new Iota(Shape.of(3, 7, 2), 1, d)).in(numbers));
        cases.add(OpCase.of("iota", d -> new Iota(Shape.of(3, 0), 0, d)).in(numbers));
        for (Shape shape : List.of(Shape.scalar(), Shape.of(1), Shape.of(7), Shape.of(3, 5), Shape.of(0))) {
            for (int[] key : new int[][] {{2}, {3, 2}, {1, 5, 2}, {0, 2}}) {
                Domain bits = integers(Integer.MIN_VALUE, Integer.MAX_VALUE - 1);
                cases.add(OpCase.of("random_bits " + shape, new RandomBits(shape), Operand.of(DType.INT32, bits, key))
                        .in(List.of(DType.INT32)));
            }
        }
    }
}
