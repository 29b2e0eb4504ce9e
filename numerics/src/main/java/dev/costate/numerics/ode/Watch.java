package dev.costate.numerics.ode;

import static dev.costate.Costate.cond;

import dev.costate.DType;
import dev.costate.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The events of an integration whose steps all are made: what is known of them after each.
///
/// @param values their functions there, `f64[]` each
/// @param counts how often each happened, `i32[]` each
/// @param ended whether one ended the integration, `bool[]`
record Watch(List<Tensor> values, List<Tensor> counts, Tensor ended) {
    private static final Tensor NEVER = Tensor.scalar(Double.POSITIVE_INFINITY);

    Watch {
        values = List.copyOf(values);
        counts = List.copyOf(counts);
    }

    /// When an event happened in a step; NaN if it did not.
    record Found(Tensor time, Tensor y) {}

    /// What a step came to.
    ///
    /// @param progress at its end, or at the event that ended it
    /// @param found of each event
    record Seen(Progress progress, Watch watch, List<Found> found) {
        Seen {
            found = List.copyOf(found);
        }
    }

    static Watch of(List<Trigger> triggers, Tensor t, Tensor y) {
        List<Tensor> values = triggers.stream().map(trigger -> trigger.at(t, y)).toList();
        List<Tensor> counts =
                triggers.stream().map(_ -> Tensor.scalar(DType.INT32, 0)).toList();
        return new Watch(values, counts, Tensor.scalar(DType.BOOL, 0));
    }

    /// After another step.
    Seen after(List<Trigger> triggers, Stepping stepping, Progress made) {
        List<Tensor> next = new ArrayList<>();
        List<Tensor> crossed = new ArrayList<>();
        Tensor any = Tensor.scalar(DType.BOOL, 0);
        for (int e = 0; e < triggers.size(); e++) {
            Trigger trigger = triggers.get(e);
            Tensor value = trigger.at(made.t(), made.y());
            Tensor here = trigger.between(values.get(e), value)
                    .and(counts.get(e).lt(trigger.most()))
                    .and(ended.not());
            next.add(value);
            crossed.add(here);
            any = any.or(here);
        }
        if (triggers.isEmpty()) {
            return new Seen(made, this, List.of());
        }
        List<Tensor> times = cond(any, () -> times(triggers, stepping, made, next, crossed), () -> nothing(triggers));
        Tensor last = last(triggers, stepping, times);
        List<Found> found = new ArrayList<>();
        List<Tensor> after = new ArrayList<>();
        for (int e = 0; e < triggers.size(); e++) {
            Tensor isThere = times.get(e).mul(stepping.direction()).le(last);
            // Where it is not, the state is one that has derivatives, and NaN comes after it.
            Found at = found(isThere.select(times.get(e), made.t()), stepping, made);
            found.add(new Found(isThere.select(at.time, Double.NaN), isThere.select(at.y, Double.NaN)));
            after.add(counts.get(e).add(isThere.to(DType.INT32)));
        }
        Tensor ends = last.lt(NEVER);
        Found end = found(ends.select(last.mul(stepping.direction()), made.t()), stepping, made);
        Progress progress = made.at(ends.select(end.time, made.t()), ends.select(end.y, made.y()));
        return new Seen(progress, new Watch(next, after, ended.or(ends)), found);
    }

    private List<Tensor> times(
            List<Trigger> triggers, Stepping stepping, Progress made, List<Tensor> next, List<Tensor> crossed) {
        List<Tensor> times = new ArrayList<>();
        for (int e = 0; e < triggers.size(); e++) {
            Tensor time =
                    triggers.get(e).time(stepping.method(), made.span(), values.get(e), next.get(e), crossed.get(e));
            times.add(crossed.get(e).select(time, Double.NaN));
        }
        return times;
    }

    private static List<Tensor> nothing(List<Trigger> triggers) {
        return triggers.stream().map(_ -> Tensor.scalar(Double.NaN)).toList();
    }

    /// When the first of the events that end the integration happened, times the direction; infinity if none
    /// did.
    private Tensor last(List<Trigger> triggers, Stepping stepping, List<Tensor> times) {
        Tensor last = NEVER;
        for (int e = 0; e < triggers.size(); e++) {
            Trigger trigger = triggers.get(e);
            if (trigger.terminal()) {
                Tensor key = times.get(e).mul(stepping.direction());
                Tensor ends = key.lt(last).and(counts.get(e).ge(trigger.most() - 1));
                last = ends.select(key, last);
            }
        }
        return last;
    }

    private static Found found(Tensor time, Stepping stepping, Progress made) {
        Tensor dense = made.span().at(stepping.method(), time);
        return new Found(time, time.eq(made.t()).select(Stops.along(made.y(), dense), dense));
    }
}
