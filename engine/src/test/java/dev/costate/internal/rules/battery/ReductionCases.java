package dev.costate.internal.rules.battery;

import static dev.costate.internal.rules.battery.Domain.apart;
import static dev.costate.internal.rules.battery.Domain.awayFromZero;
import static dev.costate.internal.rules.battery.Domain.booleans;
import static dev.costate.internal.rules.battery.Domain.exactly;
import static dev.costate.internal.rules.battery.Domain.integers;
import static dev.costate.internal.rules.battery.OpCase.FLOATS;
import static dev.costate.internal.rules.battery.OpCase.INTEGERS;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Axes;
import dev.costate.graph.CumulativeSum;
import dev.costate.graph.Dot;
import dev.costate.graph.Op;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Sort;
import java.util.ArrayList;
import java.util.List;

/// Operations that combine elements along axes, contractions included.
final class ReductionCases {
    /// A shape and the axes of it to reduce.
    private record Over(Shape shape, Axes axes) {
        static Over of(Axes axes, int... dims) {
            return new Over(Shape.of(dims), axes);
        }

        boolean isEmpty() {
            return shape.size() == 0;
        }
    }

    private static final List<Over> OVER = List.of(
            Over.of(Axes.of()),
            Over.of(Axes.of(), 3),
            Over.of(Axes.of(0), 1),
            Over.of(Axes.of(0), 7),
            Over.of(Axes.of(0), 13),
            Over.of(Axes.of(0), 3, 5),
            Over.of(Axes.of(1), 3, 5),
            Over.of(Axes.of(0, 2), 3, 2, 5),
            Over.of(Axes.of(0, 1), 3, 3),
            Over.of(Axes.of(0), 0),
            Over.of(Axes.of(0), 0, 3),
            Over.of(Axes.of(1), 0, 3));

    private ReductionCases() {}

    static List<OpCase> list() {
        List<OpCase> cases = new ArrayList<>();
        for (Over over : OVER) {
            for (Reduction r : Reduction.values()) {
                reduce(cases, r, over);
            }
        }
        Reduce product = new Reduce(Reduction.PROD, Axes.of(1));
        Operand zeros = Operand.of(Shape.of(3, 4), exactly(0, 2, 0, 3, 5, 0, -1, 0.5, 0, 0, 0, 2));
        cases.add(OpCase.of("product with zeros", product, zeros));
        for (boolean max : new boolean[] {false, true}) {
            argReduce(cases, new ArgReduce(max, 0), 1);
            argReduce(cases, new ArgReduce(max, 0), 13);
            argReduce(cases, new ArgReduce(max, 1), 3, 7);
            argReduce(cases, new ArgReduce(max, 1), 3, 2, 5);
            argReduce(cases, new ArgReduce(max, 0), 3, 0);
        }
        for (boolean reverse : new boolean[] {false, true}) {
            cumulative(cases, new CumulativeSum(0, reverse), 1);
            cumulative(cases, new CumulativeSum(0, reverse), 13);
            cumulative(cases, new CumulativeSum(0, reverse), 0);
            cumulative(cases, new CumulativeSum(0, reverse), 7, 3);
            cumulative(cases, new CumulativeSum(1, reverse), 2, 5, 3);
        }
        for (boolean descending : new boolean[] {false, true}) {
            sort(cases, new Sort(0, 1, descending), 1);
            sort(cases, new Sort(0, 13, descending), 13);
            sort(cases, new Sort(0, 5, descending), 207);
            sort(cases, new Sort(0, 0, descending), 0);
            sort(cases, new Sort(0, 0, descending), 3);
            sort(cases, new Sort(1, 0, descending), 0, 3);
            sort(cases, new Sort(1, 3, descending), 0, 3);
            sort(cases, new Sort(0, 7, descending), 7, 3);
            sort(cases, new Sort(1, 4, descending), 2, 5, 3);
        }
        dots(cases);
        return cases;
    }

    private static void reduce(List<OpCase> cases, Reduction r, Over over) {
        Op op = new Reduce(r, over.axes());
        String name = "reduce_" + r.code() + " " + over.axes();
        Operand any = Operand.of(over.shape().dims());
        Operand whole = Operand.of(over.shape(), integers(-3, 3));
        switch (r) {
            case SUM -> {
                cases.add(OpCase.of(name, op, any));
                cases.add(OpCase.of(name, op, whole).in(INTEGERS));
            }
            case PROD -> {
                cases.add(OpCase.of(name, op, Operand.of(over.shape(), awayFromZero(0.6, 1.6))));
                cases.add(OpCase.of(name, op, whole).in(INTEGERS));
            }
            case MAX, MIN -> {
                Operand distinct = Operand.of(over.shape(), apart());
                // Over nothing the result is infinite.
                cases.add(OpCase.of(name, op, over.isEmpty() ? distinct.constant() : distinct));
                cases.add(OpCase.of(name, op, whole).in(INTEGERS));
            }
            case ALL, ANY ->
                cases.add(OpCase.of(name, op, Operand.of(over.shape(), booleans()))
                        .in(List.of(DType.BOOL)));
        }
    }

    private static void argReduce(List<OpCase> cases, ArgReduce op, int... dims) {
        Operand ties = Operand.of(Shape.of(dims), integers(-2, 2));
        cases.add(OpCase.of(op.name() + " " + op.axis(), op, ties).in(FLOATS));
        cases.add(OpCase.of(op.name() + " " + op.axis(), op, ties).in(INTEGERS));
    }

    private static void cumulative(List<OpCase> cases, CumulativeSum op, int... dims) {
        cases.add(OpCase.of(op.toString(), op, Operand.of(dims)));
        cases.add(OpCase.of(op.toString(), op, Operand.of(Shape.of(dims), integers(-9, 9)))
                .in(INTEGERS));
    }

    /// Where it is differentiated nothing is equal, so that a small step changes no place.
    private static void sort(List<OpCase> cases, Sort op, int... dims) {
        Shape shape = Shape.of(dims);
        cases.add(OpCase.of(op.toString(), op, Operand.of(shape, apart())));
        Operand ties = Operand.of(shape, integers(-2, 2)).constant();
        cases.add(OpCase.of(op + " ties", op, ties).in(FLOATS));
        cases.add(OpCase.of(op + " ties", op, ties).in(INTEGERS));
        cases.add(OpCase.of(op + " ties", op, Operand.of(shape, booleans())).in(List.of(DType.BOOL)));
    }

    private static void dots(List<OpCase> cases) {
        Axes no = Axes.of();
        dot(cases, new Dot(no, no, no, no), Shape.scalar(), Shape.scalar());
        dot(cases, new Dot(no, no, no, no), Shape.of(3), Shape.of(2, 2));
        dot(cases, new Dot(no, no, Axes.of(0), Axes.of(0)), Shape.of(13), Shape.of(13));
        dot(cases, new Dot(no, no, Axes.of(0), Axes.of(0)), Shape.of(0), Shape.of(0));
        dot(cases, new Dot(no, no, Axes.of(1), Axes.of(0)), Shape.of(3, 7), Shape.of(7, 5));
        dot(cases, new Dot(no, no, Axes.of(0), Axes.of(1)), Shape.of(7, 3), Shape.of(5, 7));
        dot(cases, new Dot(no, no, Axes.of(1), Axes.of(0)), Shape.of(3, 0), Shape.of(0, 5));
        dot(cases, new Dot(no, no, Axes.of(1), Axes.of(0)), Shape.of(0, 7), Shape.of(7, 1));
        dot(cases, new Dot(no, no, Axes.of(0, 1), Axes.of(1, 0)), Shape.of(3, 2), Shape.of(2, 3));
        // The contracted axes in an order of their own, free axes before, between and after.
        dot(cases, new Dot(no, no, Axes.of(3, 1), Axes.of(0, 2)), Shape.of(2, 3, 1, 5), Shape.of(5, 2, 3));
        dot(cases, new Dot(no, no, Axes.of(1, 3), Axes.of(2, 0)), Shape.of(2, 3, 1, 5), Shape.of(5, 2, 3));
        // Batch axes: leading, in the middle, two of them in another order, and nothing else.
        dot(cases, new Dot(Axes.of(0), Axes.of(0), Axes.of(2), Axes.of(1)), Shape.of(3, 2, 5), Shape.of(3, 5, 2));
        dot(cases, new Dot(Axes.of(1), Axes.of(2), Axes.of(0), Axes.of(0)), Shape.of(5, 3, 2), Shape.of(5, 1, 3));
        dot(
                cases,
                new Dot(Axes.of(2, 0), Axes.of(0, 1), Axes.of(1), Axes.of(3)),
                Shape.of(2, 5, 3),
                Shape.of(3, 2, 2, 5));
        dot(cases, new Dot(Axes.of(0, 1), Axes.of(1, 0), no, no), Shape.of(3, 2), Shape.of(2, 3));
        dot(cases, new Dot(Axes.of(0), Axes.of(0), Axes.of(1), Axes.of(1)), Shape.of(0, 3), Shape.of(0, 3, 2));
    }

    private static void dot(List<OpCase> cases, Dot op, Shape a, Shape b) {
        cases.add(OpCase.of(op.toString(), op, Operand.of(a.dims()), Operand.of(b.dims())));
        Operand left = Operand.of(a, integers(-9, 9));
        Operand right = Operand.of(b, integers(-9, 9));
        cases.add(OpCase.of(op.toString(), op, left, right).in(INTEGERS));
    }
}
