package dev.costate.internal.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One run of tasks: which is next, how many are done, what failed.
final class Run {
    private static final AtomicLong RUNS = new AtomicLong();

    private final long number = RUNS.incrementAndGet();
    private final Thread caller = Thread.currentThread();
    private final int tasks;
    private final Workers.Task task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean asleep;
    private volatile int failed = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    Run(int tasks, Workers.Task task) {
        this.tasks = tasks;
        this.task = task;
    }

    /// A number that no other run has, over 0.
    long number() {
        return number;
    }

    /// Does tasks until all are handed out.
    void help() {
        int mine = 0;
        for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
            if (i < failed) {
                attempt(i);
            }
            mine++;
        }
        if (mine > 0 && done.addAndGet(mine) == tasks && asleep) {
            LockSupport.unpark(caller);
        }
    }

    private void attempt(int i) {
        try {
            task.run(i);
        } catch (Throwable e) {
            fail(i, e);
        }
    }

    private synchronized void fail(int i, Throwable e) {
        if (i < failed) {
            failed = i;
            failure = e;
        }
    }

    /// Returns when all tasks are done. The last ones are seldom long in coming, so it sleeps late.
    void await() {
        long start = 0;
        for (int spins = 1; done.get() != tasks; spins++) {
            Thread.onSpinWait();
            if (spins % Lookout.SPINS == 0) {
                long now = System.nanoTime();
                start = start == 0 ? now : start;
                if (now - start > Lookout.PATIENCE) {
                    asleep = true;
                    if (done.get() != tasks) {
                        LockSupport.park(this);
                    }
                }
            }
        }
    }

    /// Throws what the failed task with the lowest number threw.
    synchronized void rethrow() {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException("task " + failed + " failed", e);
        }
    }
}
