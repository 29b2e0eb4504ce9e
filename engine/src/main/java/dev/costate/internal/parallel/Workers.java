package dev.costate.internal.parallel;

import dev.costate.ArgumentException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A few threads that run numbered tasks together with the thread that asks.
///
/// Who runs which task is left to chance, so a result may depend on the tasks' numbers alone. Nobody waits for
/// threads that are taken: while one run is in progress, every other ([#run] inside a task, or from another
/// program) runs its tasks on the thread that asks, and there are never more threads at work than were asked
/// for.
///
/// The threads are daemons, started by the first run that needs them. Between runs they look out for the next
/// one for some tens of microseconds, then sleep.
public final class Workers implements AutoCloseable {
    /// The number of threads in all, from 1 to 1024. Left out, one a core.
    public static final String THREADS = "costate.threads";

    private static final int MOST = 1024;
    private static final ScopedValue<Workers> CHOSEN = ScopedValue.newInstance();
    private static volatile @Nullable Workers all;

    private final int count;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final Lookout lookout = new Lookout();
    private boolean started;

    /// One piece of a run.
    @FunctionalInterface
    public interface Task {
        /// Does piece `task`.
        void run(int task);
    }

    /// Workers of their own, `count` threads with the one that asks.
    ///
    /// @throws ArgumentException if `count` is not from 1 to 1024
    public Workers(int count) {
        if (count < 1 || count > MOST) {
            throw new ArgumentException("workers: " + count + " threads; take 1 to " + MOST);
        }
        this.count = count;
    }

    /// The workers for this thread's work: those of [#with], else the one set that all programs share.
    ///
    /// @throws ArgumentException if the property [#THREADS] is not a whole number from 1 to 1024
    public static Workers shared() {
        if (CHOSEN.isBound()) {
            return CHOSEN.get();
        }
        Workers workers = all;
        return workers != null ? workers : first();
    }

    private static synchronized Workers first() {
        Workers workers = all;
        if (workers == null) {
            workers = new Workers(
                    threads(System.getProperty(THREADS), Runtime.getRuntime().availableProcessors()));
            all = workers;
        }
        return workers;
    }

    /// The number of threads that the property's text `text` asks for; `cores` without one.
    static int threads(@Nullable String text, int cores) {
        if (text == null) {
            return Math.min(cores, MOST);
        }
        int threads;
        try {
            threads = Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            threads = 0;
        }
        if (threads < 1 || threads > MOST) {
            throw new ArgumentException("-D" + THREADS + "=" + text + ": expected a whole number from 1 to " + MOST
                    + "; leave it out for one thread a core (" + cores + " here)");
        }
        return threads;
    }

    /// Runs `body` with `workers` as its [#shared] ones.
    public static void with(Workers workers, Runnable body) {
        ScopedValue.where(CHOSEN, workers).run(body);
    }

    /// How many threads a run has at most, the one that asks among them.
    public int count() {
        return count;
    }

    /// Runs the tasks 0 to `tasks` - 1 and returns when all are done. What the tasks wrote is then visible.
    ///
    /// If some fail, those with higher numbers that have not begun are left out, and the failure with the
    /// lowest number is thrown: the one that a loop over the tasks would have met.
    public void run(int tasks, Task task) {
        if (tasks <= 1 || count == 1 || Thread.currentThread() instanceof Worker || !taken.compareAndSet(false, true)) {
            for (int i = 0; i < tasks; i++) {
                task.run(i);
            }
            return;
        }
        try {
            start();
            Run run = new Run(tasks, task);
            lookout.publish(run, Math.min(tasks, count) - 1);
            run.help();
            run.await();
            lookout.withdraw();
            run.rethrow();
        } finally {
            taken.set(false);
        }
    }

    /// Called by the thread that has taken the workers.
    private void start() {
        if (!started) {
            started = true;
            for (int i = 1; i < count; i++) {
                new Worker(i, lookout).start();
            }
        }
    }

    /// Lets the threads end. Later runs are done by the threads that ask.
    @Override
    public void close() {
        if (taken.compareAndSet(false, true)) {
            lookout.close();
        } else {
            throw new IllegalStateException("workers: closed in the middle of a run");
        }
    }

    /// A thread that takes part in runs for as long as there may be any.
    private static final class Worker extends Thread {
        private final Lookout lookout;

        Worker(int number, Lookout lookout) {
            super("costate-worker-" + number);
            this.lookout = lookout;
            setDaemon(true);
        }

        @Override
        public void run() {
            long last = 0;
            for (Run run = lookout.next(last); run != null; run = lookout.next(last)) {
                last = run.number();
                run.help();
            }
        }
    }
}
