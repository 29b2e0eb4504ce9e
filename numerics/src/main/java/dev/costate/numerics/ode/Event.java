package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// Something that happens where a function `g(t, y, p)` passes through 0.
///
/// The place is found on the dense output, to rounding errors of the time. A crossing is seen if `g` has
/// different signs at the ends of a step; one that is 0 at the beginning is none. So what happens twice
/// within a step is missed: bound the step ([Control#withBounds]) where that matters.
///
/// @param function the `g`
/// @param crossing which sign changes count
/// @param most how many are recorded; of an event that ends the integration, the one that does
/// @param terminal whether the integration ends with the last that is recorded
/// @param <Y> the state
/// @param <P> the parameters
public record Event<Y, P>(Function<Y, P> function, Crossing crossing, int most, boolean terminal) {
    public Event {
        if (most < 1) {
            throw new IllegalArgumentException("event: at most " + most + " are recorded; expected at least 1");
        }
    }

    /// Which sign changes count.
    public enum Crossing {
        /// From below 0.
        RISING,
        /// From above 0.
        FALLING,
        /// Both.
        ANY
    }

    /// What passes through 0.
    ///
    /// @param <Y> the state
    /// @param <P> the parameters
    @FunctionalInterface
    public interface Function<Y, P> {
        /// A floating scalar.
        ///
        /// @param t the time, a scalar of the state's dtype
        /// @param y the state
        /// @param p the parameters
        Tensor at(Tensor t, Y y, P p);
    }

    /// The first `most` crossings are recorded, and the integration goes on.
    public static <Y, P> Event<Y, P> recorded(Function<Y, P> function, Crossing crossing, int most) {
        return new Event<>(function, crossing, most, false);
    }

    /// The first crossing ends the integration.
    public static <Y, P> Event<Y, P> terminal(Function<Y, P> function, Crossing crossing) {
        return new Event<>(function, crossing, 1, true);
    }
}
