package dev.costate.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets Ctrl-C stop a run cleanly: the study is asked to stop, and the JVM waits until it has, but not for long. A
/// second
/// Ctrl-C does not wait.
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 3;
    private static final long PATIENCE_WITH_SWEEPS_SECONDS = 60;
    private static final long SILENT_SECONDS = 1;

    private final String name;
    private final Terminal terminal;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(String name, Terminal terminal, Runnable request, long seconds) {
        this.name = name;
        this.terminal = terminal;
        hook = new Thread(() -> stop(request, seconds), "costate-stop");
    }

    /// Watches for Ctrl-C until closed by the thread that runs the study.
    ///
    /// @param name what is to be stopped, for messages
    static Interruption of(String name, Session session) {
        var worker = Thread.currentThread();
        return watching(new Interruption(
                name,
                session.err(),
                () -> {
                    session.cancellation().request();
                    // wakes a study that sleeps or waits
                    worker.interrupt();
                },
                PATIENCE_SECONDS));
    }

    /// Watches for Ctrl-C during a sweep, which first makes the steps it is at and writes what was recorded;
    /// its thread is not interrupted, since that would close the files it writes.
    static Interruption withPatience(String name, Session session) {
        return watching(
                new Interruption(name, session.err(), session.cancellation()::request, PATIENCE_WITH_SWEEPS_SECONDS));
    }

    private static Interruption watching(Interruption interruption) {
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop(Runnable request, long seconds) {
        // what is written is whole or not there, at any moment
        var canHurry = OnSignal.run("INT", () -> Runtime.getRuntime().halt(ExitCode.CANCELLED));
        request.run();
        try {
            if (stopped.await(SILENT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            terminal.lastWords(name + ": stopping" + (canHurry ? "; Ctrl-C again ends it at once" : ""));
            if (!stopped.await(seconds - SILENT_SECONDS, TimeUnit.SECONDS)) {
                terminal.lastWords("%s: ended, as it did not stop within %d s; files that it had written are whole"
                        .formatted(name, seconds));
            }
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
