package dev.costate.internal.linalg;

/// Solutions of complex equations by factors in [Segments]; several right sides are solved one after the other.
///
/// @param n the number of rows
/// @param adjoint whether the conjugate transpose stands in the matrix's place
/// @param k the number of right sides
record ComplexSegmentSolving(int n, boolean adjoint, int k) {
    private static final int LANES = Segments.LANES;

    /// The numbers of scratch that are needed.
    int scratch() {
        Segments segments = Segments.of(n);
        return Sweeps.FREE + 2 * segments.size() + 2 * segments.kept() + (k == 1 ? 0 : 2 * n);
    }

    /// Solves all right sides; the arrays are those of [ComplexTridiagonalSolving], `b` standing in `x`'s place.
    void run(Object[] arrays, int[] at, double[] t) {
        double[] re = (double[]) arrays[19];
        double[] im = (double[]) arrays[20];
        Segments segments = Segments.of(n);
        Sweeps sweeps = SweepCode.best((long) n * k);
        if (k == 1) {
            solve(sweeps, arrays, at, segments, new Sweeps.Column(re, at[19], im, at[20]), t);
            return;
        }
        int own = scratch() - 2 * n;
        Sweeps.Column column = new Sweeps.Column(t, own, t, own + n);
        for (int c = 0; c < k; c++) {
            for (int i = 0; i < n; i++) {
                t[own + i] = re[at[19] + i * k + c];
                t[own + n + i] = im[at[20] + i * k + c];
            }
            solve(sweeps, arrays, at, segments, column, t);
            for (int i = 0; i < n; i++) {
                re[at[19] + i * k + c] = t[own + i];
                im[at[20] + i * k + c] = t[own + n + i];
            }
        }
    }

    private void solve(Sweeps sweeps, Object[] arrays, int[] at, Segments segments, Sweeps.Column x, double[] t) {
        sweeps.down(arrays, at, adjoint, segments, x, t);
        keptRows(arrays, at, segments, x, t);
        sweeps.up(arrays, at, adjoint, segments, x, t);
    }

    /// Solves for the kept rows, and leaves in `t` what the segments need of them.
    private void keptRows(Object[] arrays, int[] at, Segments segments, Sweeps.Column x, double[] t) {
        // what ties the last row of a segment to the kept row behind
        int link = adjoint ? 10 : 8;
        double[] linkRe = (double[]) arrays[link];
        double[] linkIm = (double[]) arrays[link + 1];
        int last = adjoint ? segments.size() - LANES : 0;
        int m = segments.kept();
        int rowsRe = Sweeps.FREE + 2 * segments.size();
        int rowsIm = rowsRe + m;
        int sign = adjoint ? -1 : 1;
        for (int q = 0; q < m; q++) {
            int place = segments.place(q);
            double re = x.re()[x.p() + place];
            double im = sign * x.im()[x.q() + place];
            if (q < LANES) {
                double a = linkRe[at[link] + last + q];
                double b = linkIm[at[link + 1] + last + q];
                double endRe = t[2 * LANES + q];
                double endIm = t[3 * LANES + q];
                re = Math.fma(-a, endRe, Math.fma(b, endIm, re));
                im = Math.fma(-a, endIm, Math.fma(-b, endRe, im));
            }
            if (q + 1 < LANES) {
                re -= t[q + 1];
                im -= t[LANES + q + 1];
            }
            t[rowsRe + q] = re;
            t[rowsIm + q] = sign * im;
        }
        Object[] its = arrays.clone();
        int[] from = at.clone();
        for (int array = 6; array < 12; array++) {
            from[array] += segments.size();
        }
        its[19] = t;
        its[20] = t;
        from[19] = rowsRe;
        from[20] = rowsIm;
        OneComplexSide rows = new OneComplexSide(its, from, m);
        if (adjoint) {
            rows.solveAdjoint();
        } else {
            rows.solve();
        }
        for (int q = 0; q < m; q++) {
            int place = segments.place(q);
            x.re()[x.p() + place] = t[rowsRe + q];
            x.im()[x.q() + place] = t[rowsIm + q];
        }
        for (int s = 0; s < LANES; s++) {
            t[s] = s == 0 ? 0 : t[rowsRe + s - 1];
            t[LANES + s] = s == 0 ? 0 : sign * t[rowsIm + s - 1];
            t[2 * LANES + s] = s < m ? t[rowsRe + s] : 0;
            t[3 * LANES + s] = s < m ? sign * t[rowsIm + s] : 0;
        }
    }
}
