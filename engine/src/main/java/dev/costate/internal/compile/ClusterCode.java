package dev.costate.internal.compile;

import dev.costate.internal.parallel.Workers;
import dev.costate.internal.schedule.Cluster;
import java.util.Collections;

/// A cluster ready to run.
///
/// @param cluster what it computes
/// @param tiling how many vectors it does side by side
/// @param code its code
/// @param units how many turns its outermost loop has; of code for any length, how many elements
/// @param splits whether they can be run in any order
/// @param work about how many vector operations it takes
record ClusterCode(Cluster cluster, Tiling tiling, RangeCode code, int units, boolean splits, long work)
        implements KernelCode {
    /// Work that is done faster by one thread than shared out.
    private static final long SHARED_FROM = 20_000;

    /// Elements between places where code for any length is cut: whole vectors, and lines of the cache.
    private static final int GRAIN = 64;

    /// Whether so much work is done by several threads.
    static boolean isShared(long work) {
        return work >= SHARED_FROM;
    }

    /// Whether several threads do it.
    boolean isShared() {
        return splits && isShared(work);
    }

    /// How many results it stores.
    int results() {
        return Collections.frequency(cluster.stored(), true);
    }

    /// The place from 0 to `elements` where to cut near `wished`.
    static int cut(int elements, long wished) {
        return wished >= elements ? elements : (int) Math.max(0, wished / GRAIN * GRAIN);
    }

    @Override
    public void run(Object[] buffers, int[] offsets) {
        Workers workers = Workers.shared();
        int pieces = isShared() ? Math.min(units, workers.count()) : 1;
        if (pieces <= 1) {
            code.run(buffers, offsets, 0, units);
            return;
        }
        workers.run(pieces, p -> {
            int from = piece(p, pieces);
            int to = piece(p + 1, pieces);
            code.run(buffers, offsets, from, to);
        });
    }

    private int piece(int p, int pieces) {
        long at = (long) units * p / pieces;
        return tiling.anyLength() ? cut(units, at) : (int) at;
    }
}
