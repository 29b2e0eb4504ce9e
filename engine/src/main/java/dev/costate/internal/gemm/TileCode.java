package dev.costate.internal.gemm;

/// The innermost product: a tile of C, small enough for the registers, gains `k` outer products of a column of
/// A with a row of B.
///
/// Element `(i, l)` of A is at `ai + i * aRow + l * aStep`, `(l, j)` of B at `bi + l * bStep + j`, or, of
/// [Walk#PLACES],
/// at `bi + places[l] + j`, `(i, j)` of C at `ci + i * cRow + j`. The arrays are all `float[]` or all `double[]`. The
/// code
/// has no state.
///
/// Some code copies what it reads of B to the beginning of `panel`, row by row without gaps, for the tiles below;
/// other code does not look at `panel`.
interface TileCode {
    /// No places, where rows of B are evenly apart.
    int[] NONE = {};

    /// `C = chain(l = 0..k-1: fma(A[i,l], B[l,j], .))`, begun with C if `load`, else with 0.
    void run(
            int k,
            Object a,
            int ai,
            int aRow,
            int aStep,
            Object b,
            int bi,
            int bStep,
            int[] places,
            Object panel,
            Object c,
            int ci,
            int cRow,
            boolean load);
}
