package dev.costate.internal.compile;

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
    @Override
    public void run(Object[] buffers, int[] offsets) {
        code.run(buffers, offsets, 0, units);
    }
}
