package dev.costate.internal.linalg;

import dev.costate.internal.hotspot.WarmUpThread;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Which [Sweeps] run: plain loops at first, vectors from when the JIT compiler has made good code of them.
///
/// Vector code that is not compiled takes a hundred times longer than plain loops, so it is not run where anybody
/// waits for it. Both give the same bits: when the change comes does not show.
final class SweepCode {
    /// Rows solved by plain loops before vector code is asked for: a millisecond's worth.
    private static final long ENOUGH = 1L << 18;

    /// The segments that code is tried on.
    private static final Segments SEGMENTS = new Segments(64, 7);

    /// What takes a third of this when compiled takes a hundred times as long where vectors are objects.
    private static final long FAST = TimeUnit.MICROSECONDS.toNanos(8);

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private static final PlainSweeps PLAIN = new PlainSweeps();
    private static final AtomicBoolean ASKED = new AtomicBoolean();

    private static long work;
    private static volatile @Nullable Sweeps vector;

    private SweepCode() {}

    /// The best there is, for so many rows more.
    static Sweeps best(long rows) {
        Sweeps ready = vector;
        if (ready != null) {
            return ready;
        }
        // Threads may overwrite each other's count, which then is late.
        work += rows;
        if (work > ENOUGH && ASKED.compareAndSet(false, true) && isModulePresent()) {
            WarmUpThread.later(() -> vector = Vectors.warm());
        }
        return PLAIN;
    }

    private static boolean isModulePresent() {
        return !"off".equals(System.getProperty("costate.vector"))
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /// A class of its own, since it cannot be loaded without the module.
    private static final class Vectors {
        private Vectors() {}

        /// Vector code that is fast, or null if it does not become so.
        static @Nullable Sweeps warm() {
            if (VectorSweeps.width() < 2) {
                return null;
            }
            VectorSweeps code = new VectorSweeps();
            return isFast(code) ? code : null;
        }
    }

    /// Runs `code` on nobody's data until it is fast.
    private static boolean isFast(Sweeps code) {
        double[] numbers = new double[SEGMENTS.size() + SEGMENTS.kept()];
        Arrays.fill(numbers, 0.25);
        Object[] arrays = new Object[16];
        Arrays.fill(arrays, numbers);
        int[] at = new int[16];
        double[] t = new double[Sweeps.FREE + 2 * SEGMENTS.size()];
        Sweeps.Column x = new Sweeps.Column(numbers.clone(), 0, numbers.clone(), 0);
        long start = System.nanoTime();
        int fast = 0;
        // short ones while the interpreter runs them
        repeat(code, 64, new Segments(8, 7), arrays, at, x, t);
        while (fast < 3) {
            repeat(code, 16, SEGMENTS, arrays, at, x, t);
            long begun = System.nanoTime();
            repeat(code, 1, SEGMENTS, arrays, at, x, t);
            long ended = System.nanoTime();
            if (ended - begun < FAST) {
                fast++;
            } else if (ended - start > PATIENCE) {
                return false;
            } else {
                LockSupport.parkNanos(20_000);
            }
        }
        return true;
    }

    /// Solutions, and as many with the adjoint.
    private static void repeat(
            Sweeps code, int times, Segments segments, Object[] arrays, int[] at, Sweeps.Column x, double[] t) {
        for (int i = 0; i < times; i++) {
            for (boolean adjoint : new boolean[] {false, true}) {
                code.down(arrays, at, adjoint, segments, x, t);
                code.up(arrays, at, adjoint, segments, x, t);
            }
        }
    }
}
