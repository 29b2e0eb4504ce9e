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

    private static final int LENGTH = 128;

    /// A tenth of what code takes whose vectors are objects; compiled it takes a tenth of this.
    private static final long FAST = TimeUnit.MICROSECONDS.toNanos(12);

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private static final PlainSweeps PLAIN = new PlainSweeps();
    private static final AtomicBoolean ASKED = new AtomicBoolean();

    private static long work;
    private static volatile @Nullable Sweeps vector;

    private SweepCode() {}

    /// The best there is, for so many rows more.
    static Sweeps best(int rows) {
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
            return isFast(code, true) && isFast(code, false) ? code : null;
        }
    }

    /// Runs `code` on nobody's data until it is fast.
    private static boolean isFast(Sweeps code, boolean complex) {
        int size = LENGTH * Segments.LANES;
        double[] numbers = new double[size + Segments.LANES];
        Arrays.fill(numbers, 0.25);
        Object[] arrays = new Object[8];
        Arrays.fill(arrays, numbers);
        int[] at = new int[8];
        double[] t = new double[2 * size + 4 * Segments.LANES];
        double[] rows = new double[size + Segments.LANES];
        long start = System.nanoTime();
        int fast = 0;
        while (fast < 3) {
            // short ones while the interpreter runs them
            for (int length = 1; length <= LENGTH; length *= 2) {
                solve(code, complex, arrays, at, length, rows, t);
            }
            long begun = System.nanoTime();
            solve(code, complex, arrays, at, LENGTH, rows, t);
            long ended = System.nanoTime();
            if (ended - begun < 2 * FAST) {
                fast++;
            } else if (ended - start > PATIENCE) {
                return false;
            } else {
                LockSupport.parkNanos(20_000);
            }
        }
        return true;
    }

    /// One solution, and one with the transpose.
    private static void solve(
            Sweeps code, boolean complex, Object[] arrays, int[] at, int length, double[] rows, double[] t) {
        Sweeps.Places scaled = new Sweeps.Places(0, 2, 0, 4);
        Sweeps.Places plain = new Sweeps.Places(-1, 2, 0, 4);
        Sweeps.Places before = new Sweeps.Places(-1, 2, -Segments.LANES, 4);
        Sweeps.Places behind = new Sweeps.Places(0, 2, Segments.LANES, 4);
        code.load(rows, 0, length + 1, length, t, 0);
        if (complex) {
            code.complexDown(arrays, at, scaled, length, t);
            code.complexUp(arrays, at, plain, length, t);
            code.complexDown(arrays, at, before, length, t);
            code.complexUp(arrays, at, behind, length, t);
        } else {
            code.down(arrays, at, scaled, length, t);
            code.up(arrays, at, plain, length, t);
            code.down(arrays, at, before, length, t);
            code.up(arrays, at, behind, length, t);
        }
        code.store(t, 0, length, rows, 0, length + 1);
    }
}
