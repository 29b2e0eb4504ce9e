package dev.costate.internal.linalg;

/// [Sweeps] as plain loops in place, by two segments at a time.
///
/// The steps of both segments are written out, for a method that did one would return two numbers in an object, and
/// their chains are to run side by side.
final class PlainSweeps implements Sweeps {
    private static final int LANES = Segments.LANES;

    @Override
    public void down(Object[] arrays, int[] at, boolean adjoint, Segments segments, Column x, double[] t) {
        for (int s = 0; s < LANES; s += 2) {
            if (adjoint) {
                downAdjoint(new Pair(arrays, at, segments, x, s), t);
            } else {
                down(new Pair(arrays, at, segments, x, s), t);
            }
        }
    }

    @Override
    public void up(Object[] arrays, int[] at, boolean adjoint, Segments segments, Column x, double[] t) {
        for (int s = 0; s < LANES; s += 2) {
            if (adjoint) {
                upAdjoint(new Pair(arrays, at, segments, x, s), t);
            } else {
                up(new Pair(arrays, at, segments, x, s), t);
            }
        }
    }

    /// Segments `s` and `s + 1`.
    private record Pair(Object[] arrays, int[] at, Segments segments, Column x, int s) {
        double[] array(int k) {
            return (double[]) arrays[k];
        }

        /// Where the factors of segment `s` begin in an array.
        int from(int k) {
            return at[k] + s;
        }

        int re() {
            return x.p() + segments.start(s);
        }

        int im() {
            return x.q() + segments.start(s);
        }

        int step() {
            return segments.length() + 1;
        }

        /// Four numbers of each segment into the rows of `t`, from `row` on.
        void put(double[] t, int row, double re, double im, double nextRe, double nextIm) {
            t[row * LANES + s] = re;
            t[(row + 1) * LANES + s] = im;
            t[row * LANES + s + 1] = nextRe;
            t[(row + 1) * LANES + s + 1] = nextIm;
        }
    }

    private static void down(Pair pair, double[] t) {
        double[] inverseRe = pair.array(6);
        double[] inverseIm = pair.array(7);
        double[] firstRe = pair.array(8);
        double[] firstIm = pair.array(9);
        double[] fourthRe = pair.array(14);
        double[] fourthIm = pair.array(15);
        int r = pair.from(6);
        int s = pair.from(7);
        int f = pair.from(8);
        int g = pair.from(9);
        int u = pair.from(14);
        int v = pair.from(15);
        double[] re = pair.x.re();
        double[] im = pair.x.im();
        int p = pair.re();
        int q = pair.im();
        int step = pair.step();
        double aRe = 0;
        double aIm = 0;
        double aSumRe = 0;
        double aSumIm = 0;
        double bRe = 0;
        double bIm = 0;
        double bSumRe = 0;
        double bSumIm = 0;
        for (int i = 0; i < pair.segments.length(); i++) {
            int k = i * LANES;
            double c = inverseRe[r + k];
            double d = inverseIm[s + k];
            double x = Math.fma(c, re[p + i], -(d * im[q + i]));
            double y = Math.fma(c, im[q + i], d * re[p + i]);
            c = firstRe[f + k];
            d = firstIm[g + k];
            x = Math.fma(-c, aRe, Math.fma(d, aIm, x));
            aIm = Math.fma(-c, aIm, Math.fma(-d, aRe, y));
            aRe = x;
            re[p + i] = aRe;
            im[q + i] = aIm;
            c = fourthRe[u + k];
            d = fourthIm[v + k];
            aSumRe = Math.fma(c, aRe, Math.fma(-d, aIm, aSumRe));
            aSumIm = Math.fma(c, aIm, Math.fma(d, aRe, aSumIm));

            c = inverseRe[r + k + 1];
            d = inverseIm[s + k + 1];
            x = Math.fma(c, re[p + step + i], -(d * im[q + step + i]));
            y = Math.fma(c, im[q + step + i], d * re[p + step + i]);
            c = firstRe[f + k + 1];
            d = firstIm[g + k + 1];
            x = Math.fma(-c, bRe, Math.fma(d, bIm, x));
            bIm = Math.fma(-c, bIm, Math.fma(-d, bRe, y));
            bRe = x;
            re[p + step + i] = bRe;
            im[q + step + i] = bIm;
            c = fourthRe[u + k + 1];
            d = fourthIm[v + k + 1];
            bSumRe = Math.fma(c, bRe, Math.fma(-d, bIm, bSumRe));
            bSumIm = Math.fma(c, bIm, Math.fma(d, bRe, bSumIm));
        }
        pair.put(t, 0, aSumRe, aSumIm, bSumRe, bSumIm);
        pair.put(t, 2, aRe, aIm, bRe, bIm);
    }

    private static void downAdjoint(Pair pair, double[] t) {
        double[] secondRe = pair.array(10);
        double[] secondIm = pair.array(11);
        double[] thirdRe = pair.array(12);
        double[] thirdIm = pair.array(13);
        int f = pair.from(10);
        int g = pair.from(11);
        int u = pair.from(12);
        int v = pair.from(13);
        double[] re = pair.x.re();
        double[] im = pair.x.im();
        int p = pair.re();
        int q = pair.im();
        int step = pair.step();
        double a = secondRe[f];
        double b = secondIm[g];
        double aRe = 0;
        double aIm = 0;
        double aSumRe = 0;
        double aSumIm = 0;
        double c = secondRe[f + 1];
        double d = secondIm[g + 1];
        double bRe = 0;
        double bIm = 0;
        double bSumRe = 0;
        double bSumIm = 0;
        for (int i = 0; i < pair.segments.length(); i++) {
            int k = i * LANES;
            double x = Math.fma(-a, aRe, Math.fma(b, aIm, re[p + i]));
            aIm = Math.fma(-a, aIm, Math.fma(-b, aRe, -im[q + i]));
            aRe = x;
            re[p + i] = aRe;
            im[q + i] = aIm;
            a = thirdRe[u + k];
            b = thirdIm[v + k];
            aSumRe = Math.fma(a, aRe, Math.fma(-b, aIm, aSumRe));
            aSumIm = Math.fma(a, aIm, Math.fma(b, aRe, aSumIm));
            a = secondRe[f + k];
            b = secondIm[g + k];

            x = Math.fma(-c, bRe, Math.fma(d, bIm, re[p + step + i]));
            bIm = Math.fma(-c, bIm, Math.fma(-d, bRe, -im[q + step + i]));
            bRe = x;
            re[p + step + i] = bRe;
            im[q + step + i] = bIm;
            c = thirdRe[u + k + 1];
            d = thirdIm[v + k + 1];
            bSumRe = Math.fma(c, bRe, Math.fma(-d, bIm, bSumRe));
            bSumIm = Math.fma(c, bIm, Math.fma(d, bRe, bSumIm));
            c = secondRe[f + k + 1];
            d = secondIm[g + k + 1];
        }
        pair.put(t, 0, aSumRe, aSumIm, bSumRe, bSumIm);
        pair.put(t, 2, aRe, aIm, bRe, bIm);
    }

    private static void up(Pair pair, double[] t) {
        double[] secondRe = pair.array(10);
        double[] secondIm = pair.array(11);
        double[] thirdRe = pair.array(12);
        double[] thirdIm = pair.array(13);
        int f = pair.from(10);
        int g = pair.from(11);
        int u = pair.from(12);
        int v = pair.from(13);
        double[] re = pair.x.re();
        double[] im = pair.x.im();
        int p = pair.re();
        int q = pair.im();
        int step = pair.step();
        int s = pair.s;
        double besideRe = t[s];
        double besideIm = t[LANES + s];
        double aRe = t[2 * LANES + s];
        double aIm = t[3 * LANES + s];
        double nextRe = t[s + 1];
        double nextIm = t[LANES + s + 1];
        double bRe = t[2 * LANES + s + 1];
        double bIm = t[3 * LANES + s + 1];
        for (int i = pair.segments.length() - 1; i >= 0; i--) {
            int k = i * LANES;
            double c = thirdRe[u + k];
            double d = thirdIm[v + k];
            double x = Math.fma(-c, besideRe, Math.fma(d, besideIm, re[p + i]));
            double y = Math.fma(-c, besideIm, Math.fma(-d, besideRe, im[q + i]));
            c = secondRe[f + k];
            d = secondIm[g + k];
            x = Math.fma(-c, aRe, Math.fma(d, aIm, x));
            aIm = Math.fma(-c, aIm, Math.fma(-d, aRe, y));
            aRe = x;
            re[p + i] = aRe;
            im[q + i] = aIm;

            c = thirdRe[u + k + 1];
            d = thirdIm[v + k + 1];
            x = Math.fma(-c, nextRe, Math.fma(d, nextIm, re[p + step + i]));
            y = Math.fma(-c, nextIm, Math.fma(-d, nextRe, im[q + step + i]));
            c = secondRe[f + k + 1];
            d = secondIm[g + k + 1];
            x = Math.fma(-c, bRe, Math.fma(d, bIm, x));
            bIm = Math.fma(-c, bIm, Math.fma(-d, bRe, y));
            bRe = x;
            re[p + step + i] = bRe;
            im[q + step + i] = bIm;
        }
    }

    private static void upAdjoint(Pair pair, double[] t) {
        double[] inverseRe = pair.array(6);
        double[] inverseIm = pair.array(7);
        double[] firstRe = pair.array(8);
        double[] firstIm = pair.array(9);
        double[] fourthRe = pair.array(14);
        double[] fourthIm = pair.array(15);
        int r = pair.from(6);
        int w = pair.from(7);
        int f = pair.from(8);
        int g = pair.from(9);
        int u = pair.from(14);
        int v = pair.from(15);
        double[] re = pair.x.re();
        double[] im = pair.x.im();
        int p = pair.re();
        int q = pair.im();
        int step = pair.step();
        int s = pair.s;
        double besideRe = t[s];
        double besideIm = t[LANES + s];
        double aRe = t[2 * LANES + s];
        double aIm = t[3 * LANES + s];
        double nextRe = t[s + 1];
        double nextIm = t[LANES + s + 1];
        double bRe = t[2 * LANES + s + 1];
        double bIm = t[3 * LANES + s + 1];
        int behind = 0;
        for (int i = pair.segments.length() - 1; i >= 0; i--) {
            int k = i * LANES;
            double c = fourthRe[u + k];
            double d = fourthIm[v + k];
            double x = Math.fma(-c, besideRe, Math.fma(d, besideIm, re[p + i]));
            double y = Math.fma(-c, besideIm, Math.fma(-d, besideRe, im[q + i]));
            c = firstRe[f + behind];
            d = firstIm[g + behind];
            x = Math.fma(-c, aRe, Math.fma(d, aIm, x));
            aIm = Math.fma(-c, aIm, Math.fma(-d, aRe, y));
            aRe = x;
            c = inverseRe[r + k];
            d = inverseIm[w + k];
            re[p + i] = Math.fma(c, aRe, -(d * aIm));
            im[q + i] = -Math.fma(c, aIm, d * aRe);

            c = fourthRe[u + k + 1];
            d = fourthIm[v + k + 1];
            x = Math.fma(-c, nextRe, Math.fma(d, nextIm, re[p + step + i]));
            y = Math.fma(-c, nextIm, Math.fma(-d, nextRe, im[q + step + i]));
            c = firstRe[f + behind + 1];
            d = firstIm[g + behind + 1];
            x = Math.fma(-c, bRe, Math.fma(d, bIm, x));
            bIm = Math.fma(-c, bIm, Math.fma(-d, bRe, y));
            bRe = x;
            c = inverseRe[r + k + 1];
            d = inverseIm[w + k + 1];
            re[p + step + i] = Math.fma(c, bRe, -(d * bIm));
            im[q + step + i] = -Math.fma(c, bIm, d * bRe);
            behind = k;
        }
    }
}
