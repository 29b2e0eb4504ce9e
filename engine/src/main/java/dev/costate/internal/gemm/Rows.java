package dev.costate.internal.gemm;

/// What is done with rows of a product as soon as they are complete, while they are in the cache of the thread that
/// computed them.
@FunctionalInterface
public interface Rows {
    /// Takes the rows `from` to `to`, which nobody else does. `from` is a multiple of [#GRAIN], and so is `to` unless
    /// it
    /// is the last row's end. Several threads may be in here with different rows.
    void done(int from, int to);

    /// Rows are cut at multiples of it.
    int GRAIN = 2;
}
