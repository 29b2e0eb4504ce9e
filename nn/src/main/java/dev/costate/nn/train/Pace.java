package dev.costate.nn.train;

import java.util.function.LongSupplier;

/// How fast steps are made: since the end of the first chunk, which takes the time of compiling too.
final class Pace {
    private final LongSupplier nanoTime;
    private final long begun;
    private final long begunAt;
    private long counted;
    private long countedAt;
    private boolean isWarm;

    Pace(LongSupplier nanoTime, long step) {
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.begunAt = step;
        this.counted = begun;
        this.countedAt = step;
    }

    /// Steps a second when `step` steps are made.
    double rate(long step) {
        long now = nanoTime.getAsLong();
        if (!isWarm) {
            isWarm = true;
            counted = now;
            countedAt = step;
            return perSecond(step - begunAt, now - begun);
        }
        return perSecond(step - countedAt, now - counted);
    }

    private static double perSecond(long steps, long nanos) {
        return steps * 1e9 / Math.max(1, nanos);
    }
}
