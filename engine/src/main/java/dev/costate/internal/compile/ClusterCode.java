package dev.costate.internal.compile;

import dev.costate.internal.parallel.Workers;
import dev.costate.internal.schedule.Cluster;

/// A cluster ready to run.
///
/// @param cluster what it computes
/// @param tiling how many vectors it does side by side
/// @param code its code
/// @param units how many turns its outermost loop has
/// @param splits whether they can be run in any order
/// @param work about how many vector operations it takes
record ClusterCode(Cluster cluster, Tiling tiling, RangeCode code, int units, boolean splits, long work)
        implements KernelCode {
    /// Work that is done faster by one thread than shared out.
    private static final long SHARED_FROM = 20_000;

    /// Whether several threads do it.
    boolean isShared() {
        return splits && work >= SHARED_FROM;
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
            int from = (int) ((long) units * p / pieces);
            int to = (int) ((long) units * (p + 1) / pieces);
            code.run(buffers, offsets, from, to);
        });
    }
}
