package dev.costate.internal.linalg;

/// A complex tridiagonal system of `n` rows cut into eight segments of equal length, with a row kept between every two
/// and the rest of the rows kept behind the last.
///
/// No segment has to do with another, so that all eight are eliminated side by side, one in each lane of a
/// vector. What is left is a tridiagonal system of the kept rows, 7 to 14 of them. This is Gaussian elimination
/// of the same matrix with its rows and columns in another order, which is as stable as long as what it adds to a
/// row, or to a column, is no larger than what is there. That is so wherever the diagonal dominates by rows or by
/// columns; [SegmentBounds] sees to it in all other cases.
///
/// With `p` the pivot of row `i` of a segment, `l` and `u` its elements beside the diagonal, and with what
/// elimination brings into the column and the row of the kept row before the segment, `v` and `w`:
///
/// ```
/// p[i]       = d[i] - l[i] second[i-1]
/// inverse[i] = 1 / p[i]
/// first[i]   = l[i] inverse[i]
/// second[i]  = u[i] inverse[i]
/// v[i]       = -l[i] third[i-1]          // l[i] of the kept row, where i is the first of its segment
/// third[i]   = v[i] inverse[i]
/// w[i]       = -w[i-1] second[i-1]       // u of the kept row, where i is the first of its segment
/// fourth[i]  = w[i]
/// ```
///
/// Row `i` of segment `s` has its factors at `8 i + s`. Behind those of all segments, from `8 length` on, are
/// those of the kept rows, as of any matrix from both ends. `first` of a segment's first row is not needed for that
/// row: in its place is `l` of the kept row behind the segment.
///
/// Sources: H. H. Wang, A parallel method for tridiagonal equations, ACM TOMS 7, 1981; N. J. Higham, Accuracy and
/// Stability of Numerical Algorithms, 2nd ed., sections 9.3 to 9.6.
///
/// @param length the number of rows of a segment
/// @param kept the number of rows between and behind them
record Segments(int length, int kept) {
    /// How many segments there are, on every machine.
    static final int LANES = 8;

    /// The rows from which this is worth its while.
    static final int LEAST = 160;

    /// Those of `n` rows.
    static Segments of(int n) {
        int length = (n - LANES + 1) / LANES;
        return new Segments(length, n - LANES * length);
    }

    /// The number of rows in segments.
    int size() {
        return LANES * length;
    }

    /// The first row of segment `s`.
    int start(int s) {
        return s * (length + 1);
    }

    /// Kept row `q` among all rows.
    int place(int q) {
        return q < LANES ? start(q) + length : size() + q;
    }
}
