package dev.costate.internal.compile;

/// A compiled kernel whose outermost loop can be run in pieces. It has no state; any number of threads may run
/// it at once, each a piece of its own.
public interface RangeCode {
    /// Runs a piece of the outermost loop.
    ///
    /// @param buffers the operands' arrays, then the results'
    /// @param offsets where in each array its elements begin
    /// @param from the first turn
    /// @param to the first turn that is not run
    void run(Object[] buffers, int[] offsets, int from, int to);
}
