package dev.costate.internal.gemm;

/// Copies as many rows as a vector has lanes so that they become columns, a block of as many places at a time.
///
/// Element `l` of row `i` goes from `from + i * apart + l` to `at + l * width + i`, for all `l` below the greatest
/// multiple of the lanes that is not above `depth`. The arrays are both `float[]` or both `double[]`. The code has no
/// state.
interface RowsToColumns {
    /// Copies a block of rows.
    ///
    /// @param steps for each distance, the greatest first, where the first and where the second row of a pair get
    ///     their lanes: see [TransposeEmitter#steps]
    void run(Object source, int from, int apart, int depth, Object target, int at, int width, Object steps);
}
