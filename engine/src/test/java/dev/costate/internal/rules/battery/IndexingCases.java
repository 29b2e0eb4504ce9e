package dev.costate.internal.rules.battery;

import static dev.costate.internal.rules.battery.Domain.integers;
import static dev.costate.internal.rules.battery.OpCase.BITS;
import static dev.costate.internal.rules.battery.OpCase.INTEGERS;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.graph.Axes;
import dev.costate.graph.Gather;
import dev.costate.graph.ScatterAdd;
import java.util.ArrayList;
import java.util.List;

/// Windows read and added to where indices say: also outside, where they are clamped, and one over another.
final class IndexingCases {
    private IndexingCases() {}

    static List<OpCase> list() {
        List<OpCase> cases = new ArrayList<>();
        // Elements of a vector; a scalar index; none.
        add(cases, 0, Axes.of(0), Axes.of(1), Shape.of(7), Shape.of(5));
        add(cases, 0, Axes.of(0), Axes.of(1), Shape.of(7), Shape.scalar());
        add(cases, 0, Axes.of(0), Axes.of(1), Shape.of(7), Shape.of(0));
        add(cases, 0, Axes.of(0), Axes.of(1), Shape.of(1), Shape.of(2, 3));
        // Windows that overlap, and one as large as the operand.
        add(cases, 0, Axes.of(0), Axes.of(3), Shape.of(13), Shape.of(7));
        add(cases, 0, Axes.of(0), Axes.of(7), Shape.of(7), Shape.of(3));
        add(cases, 0, Axes.of(0), Axes.of(0), Shape.of(7), Shape.of(3));
        add(cases, 0, Axes.of(0), Axes.of(0), Shape.of(0), Shape.of(2));
        // Rows, columns, both, and both the other way around.
        add(cases, 0, Axes.of(0), Axes.of(1, 3), Shape.of(5, 3), Shape.of(4));
        add(cases, 0, Axes.of(1), Axes.of(5, 1), Shape.of(5, 3), Shape.of(2, 2));
        add(cases, 0, Axes.of(0, 1), Axes.of(1, 1), Shape.of(5, 3), Shape.of(7));
        add(cases, 0, Axes.of(1, 0), Axes.of(2, 2), Shape.of(5, 3), Shape.of(3));
        // No axis is indexed: every window is the beginning.
        add(cases, 0, Axes.of(), Axes.of(2, 3), Shape.of(3, 3), Shape.of(4));
        // Axes that operand and indices share.
        add(cases, 1, Axes.of(0), Axes.of(1), Shape.of(3, 7), Shape.of(3, 5));
        add(cases, 1, Axes.of(1), Axes.of(2, 1), Shape.of(2, 2, 5), Shape.of(2));
        add(cases, 2, Axes.of(0), Axes.of(2, 1), Shape.of(2, 1, 5, 3), Shape.of(2, 1, 3));
        add(cases, 1, Axes.of(0), Axes.of(1), Shape.of(0, 7), Shape.of(0, 3));
        return cases;
    }

    private static void add(List<OpCase> cases, int batch, Axes indexed, Axes window, Shape x, Shape places) {
        String name = " " + batch + " " + indexed + " " + window;
        Operand operand = Operand.of(x.dims());
        Operand whole = Operand.of(x, integers(-9, 9));
        Operand indices = Operand.of(
                DType.INT32,
                integers(-2, 8),
                places.concat(Shape.of(indexed.size())).dims());
        Shape windows = places.concat(Shape.of(window.toArray()));
        Gather gather = new Gather(batch, indexed, window);
        cases.add(OpCase.of("gather" + name, gather, operand, indices));
        cases.add(OpCase.of("gather" + name, gather, whole, indices).in(BITS));
        ScatterAdd scatter = new ScatterAdd(batch, indexed);
        cases.add(OpCase.of("scatter_add" + name, scatter, operand, indices, Operand.of(windows.dims())));
        cases.add(OpCase.of("scatter_add" + name, scatter, whole, indices, Operand.of(windows, integers(-9, 9)))
                .in(INTEGERS));
    }
}
