package dev.costate.numerics.ode;

import static dev.costate.Costate.scanSteps;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.numerics.checkpoint.NestedScan;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.Optional;

/// Equal steps as a scan, which has derivatives of every order in both modes.
///
/// @param ode the problem
/// @param stepping makes the steps
/// @param levels of nested scans; 0 to choose. What is recorded is kept of every step, in one scan
record StoredSteps(Ode<?, ?> ode, Equal stepping, int levels) {
    /// What is kept of a step.
    private record Made(Tensor t, Tensor y, Span span) {}

    Moments march(Tensor begin, Tensor y) {
        Progress first = stepping.begin(begin, y);
        int count = stepping.count();
        if (ode.times().dim(0) + ode.recorded() == 0) {
            int depth = levels > 0 ? levels : NestedScan.levels(count);
            Progress last = NestedScan.of((_, p) -> stepping.attempt(p), first, count, depth);
            return Moments.of(last, Optional.empty());
        }
        Scanned<Progress, Made> all = scanSteps(
                (Progress p) -> {
                    Progress next = stepping.attempt(p);
                    return new Step<>(next, new Made(next.t(), next.y(), next.span()));
                },
                first,
                count);
        Stop stops = joined(times(begin, y, all.out()), ends(all.out()));
        return Moments.of(all.carry(), Optional.of(stops));
    }

    /// The states at the times asked for.
    private Stop times(Tensor begin, Tensor y, Made made) {
        Tensor times = ode.times();
        int k = times.dim(0);
        Tensor passed = made.t.unsqueeze(0).sub(times.unsqueeze(1)).mul(stepping.direction());
        Tensor step = passed.lt(0).to(DType.INT32).sum(1).minimum(stepping.count() - 1);
        Tensor atStart = times.eq(begin).unsqueeze(1);
        Tensor atEnd = made.t.take(step, 0).eq(times).unsqueeze(1);
        Tensor outside = times.sub(begin)
                .mul(stepping.direction())
                .lt(0)
                .or(passed.get(Index.all(), Index.at(-1)).lt(0))
                .unsqueeze(1);
        Span span = Tree.map(made.span, rows -> rows.take(step, 0));
        Tensor dense = made.span.rows().isEmpty() ? made.y.take(step, 0) : span.atEach(stepping.method(), times);
        Tensor inside = atEnd.select(Stops.along(made.y.take(step, 0), dense), dense);
        Tensor state = outside.select(Double.NaN, atStart.select(y, inside));
        return new Stop(numbers(k, 0), step.add(1), times, state, kept(span));
    }

    /// The end of every step.
    private Stop ends(Made made) {
        int count = ode.recorded() > 0 ? stepping.count() : 0;
        Made first = Tree.map(made, all -> Layout.slice(all, 0, 0, count));
        Tensor step = Creation.arange(DType.INT32, count).add(1);
        return new Stop(numbers(ode.recorded() > 0 ? count : 0, 1), step, first.t, first.y, kept(first.span));
    }

    private Span kept(Span span) {
        return new Span(span.start(), span.length(), ode.keepsDense() ? span.rows() : List.of());
    }

    private static Tensor numbers(int count, int kind) {
        return Creation.full(DType.INT32, Shape.of(count), kind);
    }

    /// Both, and nothing behind them for as long as steps are recorded.
    private Stop joined(Stop times, Stop ends) {
        int missing = Math.max(0, ode.recorded() - stepping.count());
        return Tree.map(times, ends, (a, b) -> {
            Tensor all = Layout.concat(List.of(a, b), 0);
            int[] none = new int[all.rank()];
            int[] more = new int[all.rank()];
            more[0] = missing;
            Number fill = all.dtype().isFloating() ? Double.NaN : -1;
            return missing == 0 ? all : Layout.pad(all, fill, none, more, none);
        });
    }
}
