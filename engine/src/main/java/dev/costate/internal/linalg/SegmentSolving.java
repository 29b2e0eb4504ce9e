package dev.costate.internal.linalg;

/// Solutions of real equations by factors in [Segments].
///
/// All rows are read into the segments' order, so that one right side has all the lanes; several are solved one
/// after the other.
///
/// @param segments the segments
/// @param transposed whether the transpose stands in the matrix's place
/// @param k the number of right sides
record SegmentSolving(Segments segments, boolean transposed, int k) {
    private static final int LANES = Segments.LANES;

    /// The numbers of scratch that are needed.
    int scratch() {
        return segments.size() + 2 * LANES + segments.kept();
    }

    /// Solves all right sides; the arrays are those of [TridiagonalSolving], `b` and `x` being one.
    void run(Object[] arrays, int[] at, double[] t) {
        Sweeps sweeps = SweepCode.best(segments.size() * k);
        for (int column = 0; column < k; column++) {
            column(sweeps, arrays, at, at[10] + column, t);
        }
    }

    private void column(Sweeps sweeps, Object[] arrays, int[] at, int from, double[] t) {
        double[] x = (double[]) arrays[10];
        int length = segments.length();
        Columns columns = new Columns(segments, sweeps, k);
        columns.load(x, from, t, 0);
        sweeps.down(
                arrays,
                at,
                transposed ? new Sweeps.Places(-1, 5, -LANES, 6) : new Sweeps.Places(3, 4, 0, 7),
                length,
                t);
        keptRows(arrays, at, from, t);
        sweeps.up(
                arrays,
                at,
                transposed ? new Sweeps.Places(3, 4, LANES, 7) : new Sweeps.Places(-1, 5, 0, 6),
                length,
                t);
        columns.store(t, 0, x, from);
    }

    /// Solves for the kept rows, and leaves in `t` what the segments need of them.
    private void keptRows(Object[] arrays, int[] at, int from, double[] t) {
        double[] x = (double[]) arrays[10];
        // what ties the last row of a segment to the kept row behind
        double[] link = (double[]) arrays[transposed ? 5 : 4];
        int l = transposed ? at[5] + segments.size() - LANES : at[4];
        int m = segments.kept();
        int size = segments.size();
        int rows = size + 2 * LANES;
        for (int q = 0; q < m; q++) {
            double y = x[from + segments.place(q) * k];
            if (q < LANES) {
                y = Math.fma(-link[l + q], t[size + LANES + q], y);
            }
            if (q + 1 < LANES) {
                y -= t[size + q + 1];
            }
            t[rows + q] = y;
        }
        Object[] its = arrays.clone();
        int[] places = at.clone();
        for (int array = 3; array < 6; array++) {
            places[array] += size;
        }
        its[10] = t;
        places[10] = rows;
        new TridiagonalSolving(transposed, m, 1).fromBothEnds(its, places);
        for (int q = 0; q < m; q++) {
            x[from + segments.place(q) * k] = t[rows + q];
        }
        Columns.spread(t, rows, m, size, LANES);
    }
}
