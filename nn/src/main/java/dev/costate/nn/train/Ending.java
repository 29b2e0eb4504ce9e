package dev.costate.nn.train;

/// Why training ended.
public sealed interface Ending {
    /// All steps were made.
    record Completed() implements Ending {}

    /// Validation got no better for as long as [EarlyStopping] waits.
    ///
    /// @param bestEpoch the epoch with the best value, from 0 on
    record StoppedEarly(int bestEpoch) implements Ending {}

    /// A listener asked for it.
    ///
    /// @param step how many steps were made
    record Cancelled(long step) implements Ending {}

    /// The loss was not finite.
    ///
    /// @param step the step whose loss that was, from 0 on
    /// @param loss NaN or an infinity
    record Diverged(long step, double loss) implements Ending {}
}
