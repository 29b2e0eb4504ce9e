package dev.costate.internal.gemm;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Runs new vector code on nobody's data until the JIT compiler has done its best with it.
final class WarmUp {
    private static final int DEPTH = 256;
    /// A thousandth of what code takes whose vectors are objects, about as much as compiled plain loops.
    private static final double NANOSECONDS_PER_FMA = 0.5;
    /// A little more than what plain loops take.
    private static final double NANOSECONDS_PER_COPY = 0.5;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private WarmUp() {}

    /// Runs `code` for tiles of `rows` by `columns` until it is fast. Returns whether it became so: not if the
    /// JIT compiler is off or has no such instructions.
    static boolean run(TileCode code, Elements elements, int rows, int columns) {
        Object a = elements.allocate(rows * DEPTH);
        Object b = elements.allocate(columns * DEPTH);
        Object panel = elements.allocate(columns * DEPTH);
        Object c = elements.allocate(rows * columns);
        int[] places = new int[DEPTH];
        Arrays.setAll(places, l -> l * columns);
        // Single steps while the interpreter runs them: it takes a microsecond an operation.
        repeat(code, 256, 1, a, b, places, panel, c, columns);
        // Then loops as users have them: what the JIT compiler sees here decides what it makes of them.
        return untilFast(
                NANOSECONDS_PER_FMA * rows * columns * DEPTH,
                () -> repeat(code, 128, 8, a, b, places, panel, c, columns),
                () -> code.run(DEPTH, a, 0, 1, 1, b, 0, columns, places, panel, c, 0, columns, true));
    }

    /// Runs `code`, which takes these steps for vectors of `lanes`, until it is fast. Returns whether it became so.
    static boolean run(RowsToColumns code, Elements elements, int lanes, Object steps) {
        Object rows = elements.allocate(lanes * DEPTH);
        Object columns = elements.allocate(lanes * DEPTH);
        return untilFast(
                NANOSECONDS_PER_COPY * lanes * DEPTH,
                () -> {
                    for (int i = 0; i < 128; i++) {
                        code.run(rows, 0, DEPTH, 2 * lanes, columns, 0, lanes, steps);
                    }
                },
                () -> code.run(rows, 0, DEPTH, DEPTH, columns, 0, lanes, steps));
    }

    private static boolean untilFast(double nanoseconds, Runnable often, Runnable timed) {
        long start = System.nanoTime();
        int fast = 0;
        while (fast < 3) {
            often.run();
            long begun = System.nanoTime();
            timed.run();
            long ended = System.nanoTime();
            if (ended - begun < nanoseconds) {
                fast++;
            } else if (ended - start > PATIENCE) {
                return false;
            } else {
                LockSupport.parkNanos(100_000);
            }
        }
        return true;
    }

    private static void repeat(
            TileCode code, int times, int k, Object a, Object b, int[] places, Object panel, Object c, int columns) {
        for (int i = 0; i < times; i++) {
            code.run(k, a, 0, 1, 1, b, 0, columns, places, panel, c, 0, columns, i % 2 == 0);
        }
    }
}
