package dev.costate.cli;

import dev.costate.lab.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets Ctrl-C stop a run cleanly: the study is asked to stop, and the JVM waits a little until it has.
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 3;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Cancellation cancellation) {
        var worker = Thread.currentThread();
        hook = new Thread(() -> stop(cancellation, worker), "costate-stop");
    }

    /// Watches for Ctrl-C until closed by the thread that runs the study.
    static Interruption of(Cancellation cancellation) {
        var interruption = new Interruption(cancellation);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop(Cancellation cancellation, Thread worker) {
        cancellation.request();
        // wakes a study that sleeps or waits
        worker.interrupt();
        try {
            var _ = stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is going down already, and the hook with it
        }
    }
}
