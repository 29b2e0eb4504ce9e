package dev.costate.internal.linalg;

/// Solutions of complex equations by factors in [Segments], as [SegmentSolving].
///
/// Equations with the conjugate transpose are those with the transpose and all numbers conjugate.
///
/// @param segments the segments
/// @param adjoint whether the conjugate transpose stands in the matrix's place
/// @param k the number of right sides
record ComplexSegmentSolving(Segments segments, boolean adjoint, int k) {
    private static final int LANES = Segments.LANES;

    /// The numbers of scratch that are needed.
    int scratch() {
        return 2 * segments.size() + 4 * LANES + 2 * segments.kept();
    }

    /// Solves all right sides; the arrays are those of [ComplexTridiagonalSolving], `b` and `x` being one.
    void run(Object[] arrays, int[] at, double[] t) {
        Sweeps sweeps = SweepCode.best(2 * segments.size() * k);
        for (int column = 0; column < k; column++) {
            column(sweeps, arrays, at, column, t);
        }
    }

    private void column(Sweeps sweeps, Object[] arrays, int[] at, int column, double[] t) {
        double[] re = (double[]) arrays[19];
        double[] im = (double[]) arrays[20];
        int length = segments.length();
        int size = segments.size();
        Columns columns = new Columns(segments, sweeps, k);
        columns.load(re, at[19] + column, t, 0);
        columns.load(im, at[20] + column, t, size);
        negate(t, size, size);
        sweeps.complexDown(
                arrays,
                at,
                adjoint ? new Sweeps.Places(-1, 10, -LANES, 12) : new Sweeps.Places(6, 8, 0, 14),
                length,
                t);
        keptRows(arrays, at, column, t);
        sweeps.complexUp(
                arrays,
                at,
                adjoint ? new Sweeps.Places(6, 8, LANES, 14) : new Sweeps.Places(-1, 10, 0, 12),
                length,
                t);
        negate(t, size, size);
        columns.store(t, 0, re, at[19] + column);
        columns.store(t, size, im, at[20] + column);
    }

    /// Makes numbers conjugate for the adjoint.
    private void negate(double[] t, int from, int count) {
        if (adjoint) {
            for (int i = from; i < from + count; i++) {
                t[i] = -t[i];
            }
        }
    }

    /// Solves for the kept rows, and leaves in `t` what the segments need of them.
    private void keptRows(Object[] arrays, int[] at, int column, double[] t) {
        double[] re = (double[]) arrays[19];
        double[] im = (double[]) arrays[20];
        // what ties the last row of a segment to the kept row behind
        int link = adjoint ? 10 : 8;
        double[] linkRe = (double[]) arrays[link];
        double[] linkIm = (double[]) arrays[link + 1];
        int rest = adjoint ? segments.size() - LANES : 0;
        int m = segments.kept();
        int beside = 2 * segments.size();
        int end = beside + 2 * LANES;
        int rowsRe = end + 2 * LANES;
        int rowsIm = rowsRe + m;
        for (int q = 0; q < m; q++) {
            int place = segments.place(q) * k + column;
            double x = re[at[19] + place];
            double y = adjoint ? -im[at[20] + place] : im[at[20] + place];
            if (q < LANES) {
                double a = linkRe[at[link] + rest + q];
                double b = linkIm[at[link + 1] + rest + q];
                x = Math.fma(-a, t[end + q], Math.fma(b, t[end + LANES + q], x));
                y = Math.fma(-a, t[end + LANES + q], Math.fma(-b, t[end + q], y));
            }
            if (q + 1 < LANES) {
                x -= t[beside + q + 1];
                y -= t[beside + LANES + q + 1];
            }
            t[rowsRe + q] = x;
            t[rowsIm + q] = adjoint ? -y : y;
        }
        Object[] its = arrays.clone();
        int[] places = at.clone();
        for (int array = 6; array < 12; array++) {
            places[array] += segments.size();
        }
        its[19] = t;
        its[20] = t;
        places[19] = rowsRe;
        places[20] = rowsIm;
        OneComplexSide rows = new OneComplexSide(its, places, m);
        if (adjoint) {
            rows.solveAdjoint();
        } else {
            rows.solve();
        }
        for (int q = 0; q < m; q++) {
            int place = segments.place(q) * k + column;
            re[at[19] + place] = t[rowsRe + q];
            im[at[20] + place] = t[rowsIm + q];
        }
        negate(t, rowsIm, m);
        Columns.spread(t, rowsRe, m, beside, 2 * LANES);
        Columns.spread(t, rowsIm, m, beside + LANES, 2 * LANES);
    }
}
