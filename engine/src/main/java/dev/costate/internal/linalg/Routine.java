package dev.costate.internal.linalg;

/// A routine for matrices of known extents, in `double`. It has no state; any number of threads may run it at
/// once.
///
/// Its results are a function of the operands alone, whatever the number of threads.
public interface Routine {
    /// Does one member of a batch.
    ///
    /// @param arrays the operands, then the results: `double[]`, or `int[]` for indices, row by row
    /// @param at where in each array the member begins
    /// @param scratch at least [#scratch] numbers, whatever they are
    void run(Object[] arrays, int[] at, double[] scratch);

    /// How many numbers of scratch it needs.
    default int scratch() {
        return 0;
    }

    /// About how many operations on numbers it takes, as they are counted in the literature.
    long flops();
}
