package dev.costate.internal.optimise;

import dev.costate.graph.Axes;
import dev.costate.graph.Dot;
import dev.costate.graph.Origin;

/// A value read as a matrix: some of its axes count the rows, the others the columns. Either may be none, which
/// makes it a vector, or several.
///
/// @param value the value's number
/// @param rows the axes that a factor before it contracts, in that order
/// @param columns the axes that a factor behind it contracts, in that order
record Factor(int value, Axes rows, Axes columns) {
    /// The contraction of this with `next`.
    Dot times(Factor next) {
        return new Dot(Axes.of(), Axes.of(), columns, next.rows);
    }

    /// The product of this and `next` in `draft`.
    Factor times(Factor next, Draft draft, Origin origin) {
        // The result's axes are the left one's rows, then the right one's columns, each in the operand's order.
        Axes first = ranks(rows);
        Axes second = ranks(next.columns);
        Dot mirrored = new Dot(Axes.of(), Axes.of(), next.rows, columns);
        int known = draft.find(mirrored, next.value, value);
        return known >= 0
                ? new Factor(known, first.plus(second.size()), second)
                : new Factor(
                        draft.add(times(next), new int[] {value, next.value}, origin),
                        first,
                        second.plus(first.size()));
    }

    /// For each of `axes` how many of them are below it.
    private static Axes ranks(Axes axes) {
        int[] ranks = new int[axes.size()];
        for (int i = 0; i < ranks.length; i++) {
            for (int other : axes.toArray()) {
                ranks[i] += other < axes.get(i) ? 1 : 0;
            }
        }
        return Axes.of(ranks);
    }
}
