package dev.costate.internal.linalg;

/// The factors of a complex tridiagonal matrix in [Segments].
///
/// Arrays: as [ComplexTridiagonalFactorisation] has them.
final class ComplexSegmentFactorisation {
    private static final int LANES = Segments.LANES;

    private final Segments segments;
    private final SegmentBounds bounds = new SegmentBounds();
    private final Object[] arrays;
    private final int[] at;
    private final int n;
    private final double[] sumRe = new double[LANES];
    private final double[] sumIm = new double[LANES];

    ComplexSegmentFactorisation(Object[] arrays, int[] at, int n) {
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
        int before = k - LANES;
        boolean isFirst = i == 0;
        double lowerRe = row == 0 ? 0 : get(0, row);
        double lowerIm = row == 0 ? 0 : get(1, row);
        double re = get(2, row);
        double im = get(3, row);
        double vRe = lowerRe;
        double vIm = lowerIm;
        double wRe = 0;
        double wIm = 0;
        if (!isFirst) {
            double secondRe = get(10, before);
            double secondIm = get(11, before);
            double thirdRe = get(12, before);
            double thirdIm = get(13, before);
            double fourthRe = get(14, before);
            double fourthIm = get(15, before);
            re = Math.fma(-lowerRe, secondRe, Math.fma(lowerIm, secondIm, re));
            im = Math.fma(-lowerRe, secondIm, Math.fma(-lowerIm, secondRe, im));
            vRe = lowerIm * thirdIm - lowerRe * thirdRe;
            vIm = -(lowerRe * thirdIm + lowerIm * thirdRe);
            wRe = fourthIm * secondIm - fourthRe * secondRe;
            wIm = -(fourthRe * secondIm + fourthIm * secondRe);
        } else if (s > 0) {
            wRe = get(4, row - 1);
            wIm = get(5, row - 1);
        }
        put(6, k, re, im);
        ComplexTridiagonalFactorisation.invert(arrays, at, 6, k);
        double inverseRe = get(6, k);
        double inverseIm = get(7, k);
        boolean isLast = row == n - 1;
        double upperRe = isLast ? 0 : get(4, row);
        double upperIm = isLast ? 0 : get(5, row);
        double belowRe = isLast ? 0 : get(0, row + 1);
        double belowIm = isLast ? 0 : get(1, row + 1);
        double secondRe = upperRe * inverseRe - upperIm * inverseIm;
        double secondIm = upperRe * inverseIm + upperIm * inverseRe;
        double thirdRe = vRe * inverseRe - vIm * inverseIm;
        double thirdIm = vRe * inverseIm + vIm * inverseRe;
        if (isFirst) {
            // the place of the kept row's element behind the segment
            int next = segments.place(s);
            put(8, k, next < n ? get(0, next) : 0, next < n ? get(1, next) : 0);
            bounds.begin(s, size(vRe, vIm), size(wRe, wIm));
        } else {
            put(8, k, lowerRe * inverseRe - lowerIm * inverseIm, lowerRe * inverseIm + lowerIm * inverseRe);
        }
        put(10, k, secondRe, secondIm);
        put(12, k, thirdRe, thirdIm);
        put(14, k, wRe, wIm);
        sumRe[s] += wRe * thirdRe - wIm * thirdIm;
        sumIm[s] += wRe * thirdIm + wIm * thirdRe;
        bounds.row(
                s,
                size(inverseRe, inverseIm),
                size(secondRe, secondIm),
                size(thirdRe, thirdIm),
                size(belowRe, belowIm),
                size(vRe, vIm),
                size(wRe, wIm));
    }

    /// The system of the kept rows, and its factors from both ends.
    private boolean keptRows() {
        int m = segments.kept();
        Object[] its = arrays.clone();
        int[] from = at.clone();
        for (int band = 0; band < 6; band++) {
            its[band] = new double[m];
            from[band] = 0;
        }
        int last = segments.size() - LANES;
        for (int q = 0; q < m; q++) {
            int row = segments.place(q);
            for (int band = 0; band < 6; band++) {
                ((double[]) its[band])[q] = get(band, row);
            }
            if (q < LANES) {
                eliminateLast(its, q, last + q);
            }
            if (q + 1 < LANES) {
                boolean isEnd = q + 1 == m;
                ((double[]) its[2])[q] -= sumRe[q + 1];
                ((double[]) its[3])[q] -= sumIm[q + 1];
                int k = last + q + 1;
                double wRe = get(14, k);
                double wIm = get(15, k);
                ((double[]) its[4])[q] = isEnd ? 0 : wIm * get(11, k) - wRe * get(10, k);
                ((double[]) its[5])[q] = isEnd ? 0 : -(wRe * get(11, k) + wIm * get(10, k));
            }
        }
        for (int k = 6; k < 16; k++) {
            from[k] += segments.size();
        }
        return new ComplexTridiagonalFactorisation(m).fromBothEnds(its, from);
    }

    /// Eliminates in kept row `q` the last row of the segment before it, whose factors are at `k`.
    private void eliminateLast(Object[] its, int q, int k) {
        double re = ((double[]) its[0])[q];
        double im = ((double[]) its[1])[q];
        ((double[]) its[2])[q] -= re * get(10, k) - im * get(11, k);
        ((double[]) its[3])[q] -= re * get(11, k) + im * get(10, k);
        ((double[]) its[0])[q] = im * get(13, k) - re * get(12, k);
        ((double[]) its[1])[q] = -(re * get(13, k) + im * get(12, k));
    }

    private static double size(double re, double im) {
        return Math.abs(re) + Math.abs(im);
    }

    private double get(int array, int i) {
        return ((double[]) arrays[array])[at[array] + i];
    }

    private void put(int array, int i, double re, double im) {
        ((double[]) arrays[array])[at[array] + i] = re;
        ((double[]) arrays[array + 1])[at[array + 1] + i] = im;
    }
}
