package dev.costate.lab;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/// A request to stop a run, made by one thread and met by another.
public final class Cancellation {
    private final AtomicBoolean requested = new AtomicBoolean();

    /// Asks the run to stop at its next [#check].
    public void request() {
        requested.set(true);
    }

    /// Whether a stop was asked for.
    public boolean isRequested() {
        return requested.get();
    }

    /// Stops the caller if a stop was asked for.
    ///
    /// @throws CancellationException if [#request] was called
    public void check() {
        if (requested.get()) {
            throw new CancellationException("the run was cancelled");
        }
    }
}
