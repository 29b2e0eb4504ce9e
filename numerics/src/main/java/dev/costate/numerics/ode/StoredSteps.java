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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Equal steps as a scan, which has derivatives of every order in both modes.
///
/// @param ode the problem
/// @param stepping makes the steps
/// @param triggers the events
/// @param levels of nested scans; 0 to choose. What is recorded is kept of every step, in one scan
record StoredSteps(Ode<?, ?> ode, Equal stepping, List<Trigger> triggers, int levels) {
    private record Turn(Progress progress, Watch watch) {}

    /// What is kept of a step.
    ///
    /// @param isMade whether it was made; after an event that ends the integration none is, `bool[]`
    /// @param events those that happened in it
    private record Made(Tensor isMade, Tensor t, Tensor y, Span span, List<Watch.Found> events) {}

    Moments march(Tensor begin, Tensor y) {
        Progress first = stepping.begin(begin, y);
        int count = stepping.count();
        if (ode.times().dim(0) + ode.recorded() + triggers.size() == 0) {
            int depth = levels > 0 ? levels : NestedScan.levels(count);
            Progress last = NestedScan.of((_, p) -> stepping.attempt(p), first, count, depth);
            return Moments.of(last, Optional.empty());
        }
        Scanned<Turn, Made> all = scanSteps(this::turn, new Turn(first, Watch.of(triggers, begin, y)), count);
        List<Stop> stops = new ArrayList<>();
        for (int e = 0; e < triggers.size(); e++) {
            stops.add(event(e, all.out()));
        }
        stops.add(times(begin, y, all.out()));
        stops.add(ends(all.out()));
        return Moments.of(all.carry().progress, Optional.of(joined(stops)));
    }

    private Step<Turn, Made> turn(Turn now) {
        Progress made = stepping.attempt(now.progress);
        Watch.Seen seen = now.watch.after(triggers, stepping, made);
        Tensor goesOn = now.watch.ended().not();
        Progress next = triggers.stream().anyMatch(Trigger::terminal)
                ? Tree.map(now.progress, seen.progress(), (old, fresh) -> goesOn.select(fresh, old))
                : seen.progress();
        return new Step<>(
                new Turn(next, seen.watch()), new Made(goesOn, next.t(), next.y(), next.span(), seen.found()));
    }

    /// The steps in which an event happened.
    private Stop event(int e, Made made) {
        Watch.Found found = made.events.get(e);
        Tensor kind = found.time().isNaN().select(Tensor.scalar(DType.INT32, -1), Tensor.scalar(DType.INT32, e));
        Tensor step = Creation.arange(DType.INT32, stepping.count()).add(1);
        return new Stop(kind, step, found.time(), found.y(), kept(made.span));
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
        return new Stop(numbers(k, triggers.size()), step.add(1), times, state, kept(span));
    }

    /// The end of every step.
    private Stop ends(Made made) {
        int count = ode.recorded() > 0 ? stepping.count() : 0;
        Made first = Tree.map(made, all -> Layout.slice(all, 0, 0, count));
        Tensor step = Creation.arange(DType.INT32, count).add(1);
        Tensor kind = first.isMade.select(numbers(count, triggers.size() + 1), -1);
        return new Stop(kind, step, first.t, first.y, kept(first.span));
    }

    private Span kept(Span span) {
        return new Span(span.start(), span.length(), ode.keepsDense() ? span.rows() : List.of());
    }

    private static Tensor numbers(int count, int kind) {
        return Creation.full(DType.INT32, Shape.of(count), kind);
    }

    /// All of them, and nothing behind them for as long as may be recorded.
    private Stop joined(List<Stop> stops) {
        int most = triggers.stream().mapToInt(Trigger::most).max().orElse(0);
        int missing = Math.max(0, Math.max(most, ode.recorded()) - stepping.count());
        Stop all = stops.getFirst();
        for (Stop more : stops.subList(1, stops.size())) {
            all = Tree.map(all, more, (a, b) -> Layout.concat(List.of(a, b), 0));
        }
        return Tree.map(all, rows -> {
            int[] none = new int[rows.rank()];
            int[] more = new int[rows.rank()];
            more[0] = missing;
            Number fill = rows.dtype().isFloating() ? Double.NaN : -1;
            return missing == 0 ? rows : Layout.pad(rows, fill, none, more, none);
        });
    }
}
