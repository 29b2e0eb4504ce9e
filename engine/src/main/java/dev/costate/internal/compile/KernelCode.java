package dev.costate.internal.compile;

/// A compiled kernel. It has no state; any number of threads may run it at once, on buffers of their own.
public interface KernelCode {
    /// Computes the kernel.
    ///
    /// @param buffers the operands' arrays, then the results'
    /// @param offsets where in each array its elements begin
    void run(Object[] buffers, int[] offsets);
}
