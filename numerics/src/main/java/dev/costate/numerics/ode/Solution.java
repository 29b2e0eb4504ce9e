package dev.costate.numerics.ode;

import dev.costate.Tensor;
import java.util.List;

/// What [Ode#solve] finds. After a failure the states from there on are NaN, and [#t] is where it happened.
///
/// @param t where the integration ended: the last time asked for, or that of an event that ends it, `f64[]`
/// @param y the state there
/// @param saved the states at the times of [Ode#saveAt], each leaf with an axis of times in front (of extent
///     0 if there are none)
/// @param steps every step, if [Ode#everyStep] or [Ode#dense] asks for them
/// @param dense the solution as a function of time, if [Ode#dense] asks for it
/// @param events when each event happened, in the order in which they were given
/// @param statistics what it took
/// @param failure `i32[]`, 0 if the solution is complete, else see [#why]
/// @param <Y> the state
public record Solution<Y>(
        Tensor t,
        Y y,
        Y saved,
        Steps<Y> steps,
        Dense<Y> dense,
        List<Occurrences<Y>> events,
        Statistics statistics,
        Tensor failure) {
    public Solution {
        events = List.copyOf(events);
    }

    /// Why it ended before its time, where values are known; [Failure#NONE] if it did not.
    public Failure why() {
        return Failure.of(failure);
    }
}
