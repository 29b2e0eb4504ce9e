package dev.costate.internal.linalg;

/// The factors of a real tridiagonal matrix in [Segments].
///
/// Arrays: as [TridiagonalFactorisation] has them.
final class SegmentFactorisation {
    private static final int LANES = Segments.LANES;

    private final Segments segments;
    private final SegmentBounds bounds = new SegmentBounds();
    private final Object[] arrays;
    private final int[] at;
    private final int n;
    private final double[] sum = new double[LANES];

    SegmentFactorisation(Object[] arrays, int[] at, int n) {
        this.arrays = arrays;
        this.at = at;
        this.n = n;
        segments = Segments.of(n);
    }

    /// Whether it is stable; if it is not, what is in the results means nothing.
    boolean run() {
        for (int i = 0; i < segments.length(); i++) {
            for (int s = 0; s < LANES; s++) {
                row(i, s);
            }
            if (!bounds.hold()) {
                return false;
            }
        }
        return keptRows();
    }

    private void row(int i, int s) {
        int row = segments.start(s) + i;
        int k = i * LANES + s;
        boolean isFirst = i == 0;
        double lower = row == 0 ? 0 : get(0, row);
        double pivot = get(1, row);
        double v = lower;
        double w = isFirst && s > 0 ? get(2, row - 1) : 0;
        if (!isFirst) {
            double before = get(5, k - LANES);
            pivot = Math.fma(-lower, before, pivot);
            v = -lower * get(6, k - LANES);
            w = -get(7, k - LANES) * before;
        }
        boolean isLast = row == n - 1;
        double inverse = 1 / pivot;
        double second = isLast ? 0 : get(2, row) * inverse;
        double third = v * inverse;
        if (isFirst) {
            // the place of the kept row's element behind the segment
            int next = segments.place(s);
            put(4, k, next < n ? get(0, next) : 0);
            bounds.begin(s, Math.abs(v), Math.abs(w));
        } else {
            put(4, k, lower * inverse);
        }
        put(3, k, inverse);
        put(5, k, second);
        put(6, k, third);
        put(7, k, w);
        sum[s] += w * third;
        bounds.row(
                s,
                Math.abs(inverse),
                Math.abs(second),
                Math.abs(third),
                isLast ? 0 : Math.abs(get(0, row + 1)),
                Math.abs(v),
                Math.abs(w));
    }

    /// The system of the kept rows, and its factors from both ends.
    private boolean keptRows() {
        int m = segments.kept();
        double[] lower = new double[m];
        double[] diagonal = new double[m];
        double[] upper = new double[m];
        int last = segments.size() - LANES;
        for (int q = 0; q < m; q++) {
            int row = segments.place(q);
            lower[q] = get(0, row);
            diagonal[q] = get(1, row);
            upper[q] = get(2, row);
            if (q < LANES) {
                diagonal[q] -= lower[q] * get(5, last + q);
                lower[q] = -lower[q] * get(6, last + q);
            }
            if (q + 1 < LANES) {
                diagonal[q] -= sum[q + 1];
                upper[q] = q + 1 == m ? 0 : -get(7, last + q + 1) * get(5, last + q + 1);
            }
        }
        Object[] its = arrays.clone();
        int[] from = at.clone();
        its[0] = lower;
        its[1] = diagonal;
        its[2] = upper;
        for (int k = 0; k < 8; k++) {
            from[k] = k < 3 ? 0 : at[k] + segments.size();
        }
        return new TridiagonalFactorisation(m).fromBothEnds(its, from);
    }

    private double get(int array, int i) {
        return ((double[]) arrays[array])[at[array] + i];
    }

    private void put(int array, int i, double x) {
        ((double[]) arrays[array])[at[array] + i] = x;
    }
}
