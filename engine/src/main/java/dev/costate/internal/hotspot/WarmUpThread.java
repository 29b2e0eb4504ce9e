package dev.costate.internal.hotspot;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The thread on which new vector code runs until the JIT compiler has done its best with it, while plain loops do the
/// work.
public final class WarmUpThread {
    private static final ThreadPoolExecutor THREAD =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WarmUpThread::thread);

    static {
        THREAD.allowCoreThreadTimeOut(true);
    }

    private WarmUpThread() {}

    private static Thread thread(Runnable body) {
        Thread thread = new Thread(body, "costate-warm-up");
        thread.setDaemon(true);
        return thread;
    }

    /// Runs `body` on the thread, after what it was given before.
    public static void later(Runnable body) {
        THREAD.execute(body);
    }
}
