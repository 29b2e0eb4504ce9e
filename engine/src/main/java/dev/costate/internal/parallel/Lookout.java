package dev.costate.internal.parallel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Where a run is put up, and where idle threads look for it: awake for a while, then asleep.
final class Lookout {
    /// Between two looks at the clock.
    static final int SPINS = 32;
    /// Nanoseconds awake without work. Waking a thread costs some microseconds and comes late by more, so what
    /// lies between two kernels of a program should be shorter than this.
    static final long PATIENCE = 50_000;

    private final Queue<Thread> asleep = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Run current;
    private volatile boolean closed;

    /// Puts up `run` and wakes up to `wanted` sleepers.
    void publish(Run run, int wanted) {
        current = run;
        wake(wanted);
    }

    /// Takes the run down, so that nothing it holds outlives it here.
    void withdraw() {
        current = null;
    }

    /// Sends everybody home.
    void close() {
        closed = true;
        wake(Integer.MAX_VALUE);
    }

    private void wake(int wanted) {
        for (int i = 0; i < wanted; i++) {
            Thread sleeper = asleep.poll();
            if (sleeper == null) {
                return;
            }
            LockSupport.unpark(sleeper);
        }
    }

    /// The next run after number `last`, or null when there will be none.
    @Nullable
    Run next(long last) {
        long start = 0;
        for (int spins = 1; !closed; spins++) {
            Run run = current;
            if (run != null && run.number() != last) {
                return run;
            }
            Thread.onSpinWait();
            if (spins % SPINS == 0) {
                long now = System.nanoTime();
                start = start == 0 ? now : start;
                if (now - start > PATIENCE) {
                    sleep(last);
                    start = 0;
                }
            }
        }
        return null;
    }

    private void sleep(long last) {
        Thread self = Thread.currentThread();
        asleep.add(self);
        // Whoever publishes after this look finds the thread in the queue.
        Run run = current;
        if ((run == null || run.number() == last) && !closed) {
            LockSupport.park(this);
        }
        asleep.remove(self);
    }
}
