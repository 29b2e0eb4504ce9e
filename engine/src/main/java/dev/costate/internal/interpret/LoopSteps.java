package dev.costate.internal.interpret;

import org.jspecify.annotations.Nullable;

/// Where a run stands in a loop, and in the loops around it.
///
/// @param loop the kind of the innermost loop, `scan` or `while`
/// @param step its step, from 0; of a reversed scan the index of the slice
/// @param outer where the loop itself stands, if in a loop
record LoopSteps(String loop, int step, @Nullable LoopSteps outer) {
    /// Prints as `scan step 3, while step 17`, the outermost loop first.
    @Override
    public String toString() {
        String own = loop + " step " + step;
        return outer == null ? own : outer + ", " + own;
    }
}
