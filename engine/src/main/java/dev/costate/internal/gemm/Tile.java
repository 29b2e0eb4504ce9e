package dev.costate.internal.gemm;

import dev.costate.internal.hotspot.WarmUpThread;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The code of one kind of tile: plain loops at first, vector code from when the JIT compiler has it.
///
/// Vector code that is not compiled takes a hundred times longer than plain loops, so it is not run where
/// anybody waits for it. Both give the same bits: when the change comes does not show in a result.
final class Tile {
    /// Multiply-adds by plain loops before vector code is asked for: a product of 64 by 64. Programs with a few
    /// small ones do not pay for it.
    private static final long ENOUGH = 1L << 18;

    private final TileCode plain;
    private final Source source;
    private final AtomicBoolean asked = new AtomicBoolean();
    private long work;
    private volatile @Nullable TileCode vector;

    /// Makes the vector code, ready to be run at full speed, or gives null where there is none to be had.
    @FunctionalInterface
    interface Source {
        @Nullable
        TileCode make();
    }

    /// A tile that changes from `plain` to what `source` makes.
    Tile(TileCode plain, Source source) {
        this.plain = plain;
        this.source = source;
    }

    /// A tile that is always done by `code`.
    Tile(TileCode code) {
        this(code, () -> code);
        vector = code;
    }

    /// The best code there is. It will be used for about `expected` multiply-adds.
    TileCode code(long expected) {
        TileCode ready = vector;
        if (ready != null) {
            return ready;
        }
        // Threads may overwrite each other's count, which then is late by one product.
        work += expected;
        if (work > ENOUGH && asked.compareAndSet(false, true)) {
            WarmUpThread.later(() -> vector = source.make());
        }
        return plain;
    }
}
