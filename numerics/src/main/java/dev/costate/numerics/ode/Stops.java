package dev.costate.numerics.ode;

import static dev.costate.Costate.cond;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.switchCase;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An integration that stops on its way to record: at times, at events, at the ends of steps.
///
/// It is a loop over stops, in each of which steps are made until the next one is passed; what is recorded is
/// an output of that loop. So a step does not depend on what is recorded, and nothing is kept of steps that
/// nobody asked for. A stop's kind is the event's number, after them that of the times, after that that of
/// the ends of steps.
///
/// @param stepping makes the steps
/// @param times when to stop, in order, `f64[k]`
/// @param steps how many ends of steps are recorded at most; 0 for none
/// @param triggers the events
/// @param keepRows whether stops have the rows of their step
record Stops(Stepping stepping, Tensor times, int steps, List<Trigger> triggers, boolean keepRows) {
    private static final Tensor NEVER = Tensor.scalar(Double.POSITIVE_INFINITY);

    /// What comes of it.
    ///
    /// @param last where it ended
    /// @param all the stops along axis 0, those of any kind in order
    /// @param ended whether an event ended it, `bool[]`
    /// @param trail what the way back needs, if it was asked for
    record Recorded(Progress last, Stop all, Tensor ended, Optional<Trail> trail) {}

    int timesKind() {
        return triggers.size();
    }

    int stepsKind() {
        return triggers.size() + 1;
    }

    /// The integration from a state at a time.
    ///
    /// @param trail where what the way back needs is to be kept, if it is
    Recorded run(Tensor t, Tensor y, Optional<Trail> trail) {
        int most =
                times.dim(0) + steps + triggers.stream().mapToInt(Trigger::most).sum();
        Optional<Stretch> stretch = trail.map(kept -> Stretch.none(t, y, kept.together()));
        // After the last stop there is the way to the end.
        Scanned<Trodden, Stop> all = scanSteps(this::stop, new Trodden(begin(t, y, stretch), trail), most + 1);
        Course last = all.carry().course;
        Optional<Trail> complete = all.carry().trail.map(kept -> {
            Stretch rest = last.stretch().orElseThrow();
            return kept.after(rest, rest.count().gt(0));
        });
        return new Recorded(last.progress(), all.out(), last.ended(), complete);
    }

    /// A course and what was put on the trail.
    private record Trodden(Course course, Optional<Trail> trail) {}

    private Course begin(Tensor t, Tensor y, Optional<Stretch> stretch) {
        List<Tensor> values = new ArrayList<>();
        List<Tensor> roots = new ArrayList<>();
        List<Tensor> counts = new ArrayList<>();
        for (Trigger trigger : triggers) {
            values.add(trigger.at(t, y).stopGradient());
            roots.add(Tensor.scalar(Double.NaN));
            counts.add(Tensor.scalar(DType.INT32, 0));
        }
        Tensor no = Tensor.scalar(DType.BOOL, 0);
        Tensor none = Tensor.scalar(DType.INT32, 0);
        return new Course(stepping.begin(t, y), none, no, values, roots, counts, no, stretch);
    }

    /// Steps until the next stop is passed.
    private Trodden toTheNext(Trodden before) {
        if (before.trail.isEmpty()) {
            return new Trodden(whileLoop(this::goesOn, this::attempt, before.course), before.trail);
        }
        return whileLoop((Trodden now) -> goesOn(now.course), this::stretch, before);
    }

    /// Steps until the stretch is full or the next stop is passed.
    private Trodden stretch(Trodden now) {
        Trail trail = now.trail.orElseThrow();
        Course c = trail.together() == 1
                ? attempt(now.course)
                : whileLoop(
                        (Course x) ->
                                goesOn(x).and(x.stretch().orElseThrow().isFull().not()),
                        this::attempt,
                        now.course);
        Stretch made = c.stretch().orElseThrow();
        Tensor full = made.isFull();
        return new Trodden(c.with(Optional.of(made.unless(full))), Optional.of(trail.after(made, full)));
    }

    private Step<Trodden, Stop> stop(Trodden before) {
        Trodden there = toTheNext(before);
        Course c = there.course;
        Progress p = c.progress();
        // The first of those that happen together, with its derivative.
        List<Tensor> keys = keys(c);
        Tensor earliest = keys.getFirst();
        Tensor first = Tensor.scalar(DType.INT32, kind(0));
        for (int i = 1; i < keys.size(); i++) {
            Tensor earlier = keys.get(i).lt(earliest);
            earliest = earlier.select(keys.get(i), earliest);
            first = earlier.select(Tensor.scalar(DType.INT32, kind(i)), first);
        }
        Tensor found = earliest.lt(NEVER);
        Tensor kind = found.select(first, Tensor.scalar(DType.INT32, -1));
        Tensor time = moving(kind, earliest.mul(stepping.direction()), p.span());
        Tensor within = forward(time, p.span().start());
        Tensor known = p.span().rows().isEmpty() ? p.y() : p.span().at(stepping.method(), time);
        Tensor atEnd = kind.ne(stepsKind()).and(p.accepted().gt(0)).select(along(p.y(), known), p.y());
        Tensor y = time.eq(p.t()).select(atEnd, found.and(within).select(known, Double.NaN));
        List<Tensor> rows = keepRows ? p.span().rows() : List.of();
        Stop stop = new Stop(
                kind, p.accepted(), time, y, new Span(p.span().start(), p.span().length(), rows));
        return new Step<>(new Trodden(after(c, kind, time, y), there.trail), stop);
    }

    /// The time of a stop, with its derivative if it is an event: those of others have theirs.
    ///
    /// Steps know when an event happened as a constant. So the derivative is made once a stop, and not in the
    /// loop of steps.
    private Tensor moving(Tensor kind, Tensor time, Span span) {
        if (triggers.isEmpty()) {
            return time;
        }
        Tensor isEvent = kind.ge(0).and(kind.lt(triggers.size()));
        Tensor theta = isEvent.select(span.theta(time), 0.5);
        List<Fn1<Tensor, Tensor>> kinds = new ArrayList<>();
        for (Trigger trigger : triggers) {
            kinds.add(part -> trigger.time(stepping.method(), span, part));
        }
        kinds.add(_ -> time);
        Tensor moved = switchCase(isEvent.select(kind, triggers.size()), kinds, theta);
        return isEvent.select(along(time, moved), time);
    }

    /// The state at the end of a step, with the derivative of dense output there: that of the state at a time
    /// or an event, whether or not a step ends there.
    static Tensor along(Tensor y, Tensor dense) {
        return y.stopGradient().add(dense.sub(dense.stopGradient()));
    }

    /// The kind of the stop whose key is at a place in [#keys].
    private int kind(int place) {
        return place == timesKind() && times.dim(0) == 0 ? stepsKind() : place;
    }

    private Course after(Course c, Tensor kind, Tensor time, Tensor y) {
        Tensor one = Tensor.scalar(DType.INT32, 1);
        List<Tensor> roots = new ArrayList<>();
        List<Tensor> counts = new ArrayList<>();
        Tensor ends = Tensor.scalar(DType.BOOL, 0);
        for (int e = 0; e < triggers.size(); e++) {
            Tensor here = kind.eq(e);
            Tensor count = c.counts().get(e).add(here.to(DType.INT32));
            roots.add(here.select(Double.NaN, c.roots().get(e)));
            counts.add(count);
            if (triggers.get(e).terminal()) {
                ends = ends.or(here.and(count.ge(triggers.get(e).most())));
            }
        }
        Progress p = c.progress();
        boolean mayEnd = triggers.stream().anyMatch(Trigger::terminal);
        Progress at = mayEnd ? p.at(ends.select(time, p.t()), ends.select(y, p.y())) : p;
        return new Course(
                at,
                c.saved().add(kind.eq(timesKind()).select(one, Tensor.scalar(DType.INT32, 0))),
                c.due().and(kind.ne(stepsKind())),
                c.values(),
                roots,
                counts,
                c.ended().or(ends),
                c.stretch());
    }

    private Tensor goesOn(Course c) {
        return stepping.goesOn(c.progress()).and(c.ended().not()).and(passed(c).not());
    }

    /// Whether something was passed and not stopped at, `bool[]`.
    private Tensor passed(Course c) {
        Tensor any = Tensor.scalar(DType.BOOL, 0);
        for (Tensor key : keys(c)) {
            any = any.or(key.lt(NEVER));
        }
        return any;
    }

    /// When what was passed and not stopped at happened, times the direction; infinity for what was not
    /// passed.
    private List<Tensor> keys(Course c) {
        Tensor direction = stepping.direction();
        List<Tensor> keys = new ArrayList<>();
        for (Tensor root : c.roots()) {
            Tensor passed = root.isNaN().not().and(forward(c.progress().t(), root));
            keys.add(passed.select(root.mul(direction), NEVER));
        }
        int k = times.dim(0);
        if (k > 0) {
            Tensor next = times.take(c.saved().minimum(k - 1), 0);
            Tensor passed = c.saved().lt(k).and(forward(c.progress().t(), next));
            keys.add(passed.select(next.mul(direction), NEVER));
        }
        if (steps > 0) {
            keys.add(c.due().select(c.progress().t().mul(direction), NEVER));
        }
        return keys;
    }

    /// Whether `later` is not before `earlier` in the direction of the integration.
    private Tensor forward(Tensor later, Tensor earlier) {
        return later.sub(earlier).mul(stepping.direction()).ge(0);
    }

    private Course attempt(Course c) {
        Progress before = c.progress();
        Progress p = stepping.attempt(before);
        Tensor moved = p.accepted().gt(before.accepted());
        List<Tensor> values = new ArrayList<>();
        List<Tensor> crossed = new ArrayList<>();
        Tensor any = Tensor.scalar(DType.BOOL, 0);
        for (int e = 0; e < triggers.size(); e++) {
            Trigger trigger = triggers.get(e);
            Tensor value = trigger.at(p.t(), p.y()).stopGradient();
            Tensor here = moved.and(trigger.between(c.values().get(e), value))
                    .and(c.counts().get(e).lt(trigger.most()));
            values.add(moved.select(value, c.values().get(e)));
            crossed.add(here);
            any = any.or(here);
        }
        List<Tensor> roots =
                triggers.isEmpty() ? List.of() : cond(any, () -> roots(c, p.span(), values, crossed), c::roots);
        Optional<Stretch> stretch = c.stretch().map(made -> made.after(before, p));
        return new Course(p, c.saved(), c.due().or(moved), values, roots, c.counts(), c.ended(), stretch);
    }

    private List<Tensor> roots(Course c, Span span, List<Tensor> values, List<Tensor> crossed) {
        List<Tensor> roots = new ArrayList<>();
        for (int e = 0; e < triggers.size(); e++) {
            Trigger trigger = triggers.get(e);
            Tensor root = trigger.search(stepping.method(), span, c.values().get(e), values.get(e), crossed.get(e));
            roots.add(crossed.get(e).select(root, c.roots().get(e)));
        }
        return roots;
    }
}
