package dev.costate.numerics.ode;

import dev.costate.ShapeException;
import dev.costate.Tensor;

/// The times that a solution is asked for.
final class Range {
    private Range() {}

    /// Checks what is known of them.
    ///
    /// @throws IllegalArgumentException if one is not finite, out of order or out of range
    /// @throws ShapeException if the ends are no scalars
    static void check(Tensor begin, Tensor end, Tensor times) {
        if (begin.rank() != 0 || end.rank() != 0) {
            throw new ShapeException(
                    "solve: the times are " + begin.type() + " and " + end.type(),
                    "expected scalars, vmap gives members their own");
        }
        double from = Known.of(begin).map(x -> x[0]).orElse(0.0);
        double to = Known.of(end).map(x -> x[0]).orElse(0.0);
        if (!Double.isFinite(from) || !Double.isFinite(to)) {
            throw new IllegalArgumentException("solve: from t = " + from + " to " + to + "; expected finite times");
        }
        Known.of(times).ifPresent(at -> {
            boolean known = Known.of(begin).isPresent() && Known.of(end).isPresent();
            double direction =
                    known ? Math.signum(to - from) : Math.signum(at.length > 1 ? at[at.length - 1] - at[0] : 0);
            for (int i = 0; i < at.length; i++) {
                if (!Double.isFinite(at[i])) {
                    throw new IllegalArgumentException(
                            "saveAt: time " + i + " is " + at[i] + "; expected finite times");
                }
                if (known
                        && ((at[i] - from) * direction < 0
                                || (to - at[i]) * direction < 0
                                || (from == to && at[i] != from))) {
                    throw new IllegalArgumentException("saveAt: time " + i + " is " + at[i] + ", outside of the " + from
                            + " to " + to + " that are solved; leave it out or solve for longer");
                }
                if (i > 0 && (at[i] - at[i - 1]) * direction < 0) {
                    throw new IllegalArgumentException("saveAt: time " + i + " is " + at[i] + " after " + at[i - 1]
                            + "; expected them in the order in which they are passed from " + from + " to " + to);
                }
            }
        });
    }
}
