package dev.costate.internal.linalg;

/// The inner loops of solutions in [Segments]: eight chains side by side, one in each lane.
///
/// Rows of eight lie in an array `t`, row by row; of complex numbers the real parts, then the imaginary ones.
/// Behind them come a row that lies *beside* the segments, in the kept rows before them, and a row at their
/// *end*, in the kept rows behind, again each as real and imaginary part. Factors are given by the numbers of
/// their arrays, that of the real part; [Places] says which.
///
/// All implementations give the same bits.
sealed interface Sweeps permits PlainSweeps, VectorSweeps {
    /// What a sweep reads.
    ///
    /// @param inverse the array of the pivots' inverses that rows are multiplied by, or -1
    /// @param chain the array of what a row is multiplied by in its neighbour
    /// @param shift by how many numbers the element for a row lies before or behind those of the row itself
    /// @param spike the array of what ties a row to the kept row before its segment
    record Places(int inverse, int chain, int shift, int spike) {}

    /// `t[8 i + s] = b[at + s step + i]` for `length` rows.
    void load(double[] b, int at, int step, int length, double[] t, int to);

    /// `x[at + s step + i] = t[8 i + s]` for `length` rows.
    void store(double[] t, int from, int length, double[] x, int at, int step);

    /// From the first row to the last, real: `y = inverse y`, `y -= chain y[before]`, `beside += spike y`; `end`
    /// is the last row.
    void down(Object[] arrays, int[] at, Places places, int length, double[] t);

    /// From the last row to the first, real: `y -= spike beside`, `y -= chain y[behind]`, begun with `end`; then
    /// `inverse y` is what is stored. The chain's element for the last row is that of the first if there is a
    /// shift.
    void up(Object[] arrays, int[] at, Places places, int length, double[] t);

    /// [#down] of complex numbers.
    void complexDown(Object[] arrays, int[] at, Places places, int length, double[] t);

    /// [#up] of complex numbers.
    void complexUp(Object[] arrays, int[] at, Places places, int length, double[] t);
}
