package dev.costate.internal.linalg;

/// Whether elimination in [Segments] is stable for a matrix, seen while it is done.
///
/// It is if what elimination adds up in each row, products of multipliers and elements, stays below twice the
/// row's elements, or in each column below twice the column's: `|L| |U|` is then a small multiple of `|A|`, and
/// the solution that of a matrix which differs by a few roundings. By rows that is to say `|second|, |third| <= 2`,
/// and that `|w|` and the sum of `|w| |third|` over a segment are at most twice the first `w`; by columns the same
/// of `l / p`, `w / p`, `v` and the sum of `|v| |w / p|`.
///
/// Source: N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., theorem 9.3.
final class SegmentBounds {
    private static final double MOST = 2;

    private final double[] spikeByRow = new double[Segments.LANES];
    private final double[] spikeByColumn = new double[Segments.LANES];
    private final double[] sum = new double[Segments.LANES];
    private boolean byRows = true;
    private boolean byColumns = true;

    /// The first row of segment `s`.
    ///
    /// @param v the size of its element in the column of the kept row before
    /// @param w that of the kept row's element in its column
    void begin(int s, double v, double w) {
        spikeByColumn[s] = MOST * v;
        spikeByRow[s] = MOST * w;
    }

    /// A row of segment `s`; all are sizes.
    ///
    /// @param below the element below the pivot
    void row(int s, double inverse, double second, double third, double below, double v, double w) {
        // w third = v w / p, so that one sum is held against either of the first elements
        sum[s] += w * third;
        byRows &= second <= MOST && third <= MOST && w <= spikeByRow[s] && sum[s] <= spikeByRow[s];
        byColumns &=
                below * inverse <= MOST && w * inverse <= MOST && v <= spikeByColumn[s] && sum[s] <= spikeByColumn[s];
    }

    /// Whether all was within bounds up to here.
    boolean hold() {
        return byRows || byColumns;
    }
}
