package dev.costate.numerics.ode;

/// How a solution is differentiated in reverse mode. Forward mode goes through the steps whichever is chosen.
public sealed interface Gradient permits Gradient.Checkpointed, Gradient.Stored, Gradient.Forward, Backsolve {
    /// The usual one: [Checkpointed] with a number of slots that suits the state.
    Gradient USUAL = new Checkpointed(0);

    /// The derivative of the steps that were made, exact up to rounding: their adjoint is run backwards through
    /// them, and states that were not kept are computed again ([dev.costate.numerics.checkpoint.ReverseSweep]).
    ///
    /// Lengths of adaptive steps count as constants, but for the last one, which ends at `t1`: how a length
    /// depends on the state is a matter of the method's error, and is not smooth. Saved states, steps, dense
    /// output and events have their derivatives.
    ///
    /// States of up to 8 numbers are kept before every 16th step only, and the 16 between when they are gone
    /// over: a loop over so many steps of such states is one compiled method with everything in local
    /// variables.
    ///
    /// @param slots how many states are kept at most; 0 for up to 128, as many as 64 MB hold
    record Checkpointed(int slots) implements Gradient {
        private static final int MOST = 128;
        private static final long BYTES = 64L << 20;

        public Checkpointed {
            if (slots < 0) {
                throw new IllegalArgumentException(
                        "gradient: " + slots + " slots; expected at least 1, or 0 to choose");
            }
        }

        /// How many states are kept.
        ///
        /// @param bytes of a state
        /// @param steps how many there are at most
        int slots(long bytes, int steps) {
            int least = 2 + Integer.SIZE - Integer.numberOfLeadingZeros(steps);
            long chosen = slots > 0 ? slots : Math.clamp(BYTES / Math.max(bytes, 1), least, Math.max(MOST, least));
            return (int) Math.min(chosen, Math.max(steps, 1));
        }
    }

    /// Equal steps as a scan, which the engine differentiates any number of times in both modes. An event that
    /// ends the integration saves no work: all steps are computed, those after it from where it happened and in
    /// vain.
    ///
    /// @param levels of nested scans, to save memory, as [dev.costate.numerics.checkpoint.NestedScan] makes
    ///     them; 0 to choose by the number of steps
    record Stored(int levels) implements Gradient {
        public Stored {
            if (levels < 0) {
                throw new IllegalArgumentException(
                        "gradient: " + levels + " levels; expected at least 1, or 0 to choose");
            }
        }
    }

    /// None.
    record Forward() implements Gradient {}
}
