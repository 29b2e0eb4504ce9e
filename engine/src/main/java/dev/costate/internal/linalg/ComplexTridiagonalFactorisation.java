package dev.costate.internal.linalg;

import java.util.Arrays;

/// [TridiagonalFactorisation] of a complex matrix; the size of `a + bi` is `|a| + |b|`, as in LAPACK.
///
/// Arrays, each but the last as real and imaginary parts: `lower, diagonal, upper` to `inverse, first,
/// second, third, fourth, exchanged`.
///
/// @param n the number of rows
record ComplexTridiagonalFactorisation(int n) implements Routine {
    /// The last element of `exchanged` after elimination in [Segments].
    static final int IN_SEGMENTS = 2;

    /// Squares of numbers beyond these bounds are not taken.
    private static final double SMALL = 0x1p-960;

    private static final double LARGE = 0x1p960;

    @Override
    public long flops() {
        return 30L * n;
    }

    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        if (n == 0) {
            return;
        }
        int[] exchanged = (int[]) arrays[16];
        if (n >= Segments.LEAST && new ComplexSegmentFactorisation(arrays, at, n).run()) {
            for (int k = 12; k < 16; k++) {
                int from = at[k] + Segments.of(n).size();
                Arrays.fill((double[]) arrays[k], from, at[k] + n, 0);
            }
            Arrays.fill(exchanged, at[16], at[16] + n, IN_SEGMENTS);
            return;
        }
        Arrays.fill((double[]) arrays[14], at[14], at[14] + n, 0);
        Arrays.fill((double[]) arrays[15], at[15], at[15] + n, 0);
        if (fromBothEnds(arrays, at)) {
            Arrays.fill((double[]) arrays[12], at[12], at[12] + n, 0);
            Arrays.fill((double[]) arrays[13], at[13], at[13] + n, 0);
            Arrays.fill(exchanged, at[16], at[16] + n, TridiagonalFactorisation.FROM_BOTH_ENDS);
        } else {
            fromTop(arrays, at);
            exchanged[at[16] + n - 1] = TridiagonalFactorisation.FROM_TOP;
        }
    }

    /// Whether no pivot was too small; if one was, what is in the results means nothing.
    boolean fromBothEnds(Object[] arrays, int[] at) {
        int m = n / 2;
        for (int i = 0; i <= n - 1 - m; i++) {
            int j = n - 1 - i;
            if (i < m && !eliminate(arrays, at, i, i - 1, i + 1, 0, 4)) {
                return false;
            }
            if (j > m && !eliminate(arrays, at, j, j + 1, j - 1, 4, 0)) {
                return false;
            }
        }
        double re = get(arrays, at, 2, m);
        double im = get(arrays, at, 3, m);
        double aboveRe = m == 0 ? 0 : get(arrays, at, 0, m);
        double aboveIm = m == 0 ? 0 : get(arrays, at, 1, m);
        double belowRe = m == n - 1 ? 0 : get(arrays, at, 4, m);
        double belowIm = m == n - 1 ? 0 : get(arrays, at, 5, m);
        if (m > 0) {
            double x = get(arrays, at, 10, m - 1);
            double y = get(arrays, at, 11, m - 1);
            re = Math.fma(-aboveRe, x, Math.fma(aboveIm, y, re));
            im = Math.fma(-aboveRe, y, Math.fma(-aboveIm, x, im));
        }
        if (m < n - 1) {
            double x = get(arrays, at, 10, m + 1);
            double y = get(arrays, at, 11, m + 1);
            re = Math.fma(-belowRe, x, Math.fma(belowIm, y, re));
            im = Math.fma(-belowRe, y, Math.fma(-belowIm, x, im));
        }
        keep(arrays, at, m, re, im, aboveRe, aboveIm, belowRe, belowIm);
        return true;
    }

    /// Eliminates in row `i` its outer neighbour; false if its pivot is too small.
    ///
    /// @param towardsOuter the array with the real parts of the elements on the outer side, before the
    ///     imaginary ones
    /// @param towardsInner those on the inner side
    private boolean eliminate(
            Object[] arrays, int[] at, int i, int outer, int inner, int towardsOuter, int towardsInner) {
        double re = get(arrays, at, 2, i);
        double im = get(arrays, at, 3, i);
        double outerRe = 0;
        double outerIm = 0;
        if (outer >= 0 && outer < n) {
            outerRe = get(arrays, at, towardsOuter, i);
            outerIm = get(arrays, at, towardsOuter + 1, i);
            double x = get(arrays, at, 10, outer);
            double y = get(arrays, at, 11, outer);
            re = Math.fma(-outerRe, x, Math.fma(outerIm, y, re));
            im = Math.fma(-outerRe, y, Math.fma(-outerIm, x, im));
        }
        double innerRe = get(arrays, at, towardsInner, i);
        double innerIm = get(arrays, at, towardsInner + 1, i);
        // the inner row's element on its outer side is what is eliminated next
        double beside = size(innerRe, innerIm);
        double below = size(get(arrays, at, towardsOuter, inner), get(arrays, at, towardsOuter + 1, inner));
        if (!(size(re, im) >= Math.min(below, beside))) {
            return false;
        }
        keep(arrays, at, i, re, im, outerRe, outerIm, innerRe, innerIm);
        return true;
    }

    private static void keep(
            Object[] arrays,
            int[] at,
            int i,
            double re,
            double im,
            double outerRe,
            double outerIm,
            double innerRe,
            double innerIm) {
        put(arrays, at, 6, i, re, im);
        invert(arrays, at, 6, i);
        double x = get(arrays, at, 6, i);
        double y = get(arrays, at, 7, i);
        put(arrays, at, 8, i, outerRe * x - outerIm * y, outerRe * y + outerIm * x);
        put(arrays, at, 10, i, innerRe * x - innerIm * y, innerRe * y + innerIm * x);
    }

    /// Puts the reciprocal in a number's place, by a power of two where its square is out of range.
    static void invert(Object[] arrays, int[] at, int k, int i) {
        double re = get(arrays, at, k, i);
        double im = get(arrays, at, k + 1, i);
        double square = re * re + im * im;
        if (square > SMALL && square < LARGE) {
            double inverse = 1 / square;
            double x = re * inverse;
            double y = -im * inverse;
            // Newton's step: half a unit of the last place in each pivot, the same in all rows where the
            // matrix is, would show in a norm that is to stay
            double restRe = Math.fma(-re, x, Math.fma(im, y, 1));
            double restIm = -Math.fma(re, y, im * x);
            put(
                    arrays,
                    at,
                    k,
                    i,
                    Math.fma(restRe, x, Math.fma(-restIm, y, x)),
                    Math.fma(restRe, y, Math.fma(restIm, x, y)));
            return;
        }
        int power = -Math.getExponent(Math.max(Math.abs(re), Math.abs(im)));
        double x = Math.scalb(re, power);
        double y = Math.scalb(im, power);
        double inverse = 1 / (x * x + y * y);
        put(arrays, at, k, i, Math.scalb(x * inverse, power), -Math.scalb(y * inverse, power));
    }

    private void fromTop(Object[] arrays, int[] at) {
        for (int k = 0; k < 2; k++) {
            System.arraycopy(arrays[2 + k], at[2 + k], arrays[6 + k], at[6 + k], n);
            System.arraycopy(arrays[4 + k], at[4 + k], arrays[10 + k], at[10 + k], n);
            ((double[]) arrays[10 + k])[at[10 + k] + n - 1] = 0;
            Arrays.fill((double[]) arrays[12 + k], at[12 + k], at[12 + k] + n, 0);
            ((double[]) arrays[8 + k])[at[8 + k] + n - 1] = 0;
        }
        int[] exchanged = (int[]) arrays[16];
        for (int i = 0; i + 1 < n; i++) {
            double re = get(arrays, at, 6, i);
            double im = get(arrays, at, 7, i);
            double belowRe = get(arrays, at, 0, i + 1);
            double belowIm = get(arrays, at, 1, i + 1);
            double nextRe = get(arrays, at, 6, i + 1);
            double nextIm = get(arrays, at, 7, i + 1);
            double besideRe = get(arrays, at, 10, i);
            double besideIm = get(arrays, at, 11, i);
            boolean stays = size(re, im) >= size(belowRe, belowIm);
            if (stays) {
                divide(arrays, at, i, belowRe, belowIm, re, im);
            } else {
                divide(arrays, at, i, re, im, belowRe, belowIm);
            }
            double x = get(arrays, at, 8, i);
            double y = get(arrays, at, 9, i);
            if (stays) {
                put(
                        arrays,
                        at,
                        6,
                        i + 1,
                        nextRe - (x * besideRe - y * besideIm),
                        nextIm - (x * besideIm + y * besideRe));
            } else {
                put(arrays, at, 6, i, belowRe, belowIm);
                put(arrays, at, 6, i + 1, besideRe - (x * nextRe - y * nextIm), besideIm - (x * nextIm + y * nextRe));
                put(arrays, at, 10, i, nextRe, nextIm);
                double overRe = get(arrays, at, 10, i + 1);
                double overIm = get(arrays, at, 11, i + 1);
                put(arrays, at, 12, i, overRe, overIm);
                put(arrays, at, 10, i + 1, -(x * overRe - y * overIm), -(x * overIm + y * overRe));
            }
            exchanged[at[16] + i] = stays ? 0 : 1;
        }
        for (int i = 0; i < n; i++) {
            invert(arrays, at, 6, i);
            double x = get(arrays, at, 6, i);
            double y = get(arrays, at, 7, i);
            for (int k = 10; k <= 12; k += 2) {
                double re = get(arrays, at, k, i);
                double im = get(arrays, at, k + 1, i);
                put(arrays, at, k, i, re * x - im * y, re * y + im * x);
            }
        }
    }

    /// The multiplier of row `i`: `z / w`, 0 if `z` is.
    private static void divide(Object[] arrays, int[] at, int i, double zRe, double zIm, double wRe, double wIm) {
        if (zRe == 0 && zIm == 0) {
            put(arrays, at, 8, i, 0, 0);
            return;
        }
        put(arrays, at, 8, i, wRe, wIm);
        invert(arrays, at, 8, i);
        double x = get(arrays, at, 8, i);
        double y = get(arrays, at, 9, i);
        put(arrays, at, 8, i, zRe * x - zIm * y, zRe * y + zIm * x);
    }

    private static double size(double re, double im) {
        return Math.abs(re) + Math.abs(im);
    }

    private static double get(Object[] arrays, int[] at, int k, int i) {
        return ((double[]) arrays[k])[at[k] + i];
    }

    private static void put(Object[] arrays, int[] at, int k, int i, double re, double im) {
        ((double[]) arrays[k])[at[k] + i] = re;
        ((double[]) arrays[k + 1])[at[k + 1] + i] = im;
    }
}
