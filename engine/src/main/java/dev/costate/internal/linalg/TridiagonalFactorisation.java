package dev.costate.internal.linalg;

import java.util.Arrays;

/// The factors of a tridiagonal matrix of `n` rows, `lower[i] x[i-1] + diagonal[i] x[i] + upper[i] x[i+1] =
/// b[i]`.
///
/// Elimination goes from both ends to the middle row `m = n / 2`: two chains of divisions that do not wait
/// for each other, each half as long. No rows are exchanged as long as every pivot is at least as large as
/// the smaller of the element below it (seen from its end) and that beside it: then no product of a
/// multiplier and an element of the other factor exceeds the larger of the two, and the solution is that of a
/// matrix which differs by a few roundings (N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd
/// ed., section 9.6). Where a pivot is smaller, the whole is factored anew from the top, with exchanges of
/// neighbouring rows as by LAPACK's `gttrf`.
///
/// From both ends, with the *outer* neighbour that nearer the end and the *inner* one that nearer the middle:
///
/// ```
/// inverse[i] = 1 / (diagonal[i] - a[i,outer] second[outer])
/// first[i]   = a[i,outer] inverse[i]              // at m: lower[m] inverse[m]
/// second[i]  = a[i,inner] inverse[i]              // at m: upper[m] inverse[m]
/// ```
///
/// From the top, `inverse[i]` is `1 / U[i,i]`; `second` and `third` are `U[i,i+1]` and `U[i,i+2]` times that;
/// `first[i]` is how much of row `i` is subtracted from the next, and `exchanged[i]` is 1 if the two were
/// exchanged before. The last element of `exchanged` says which of the two it is.
///
/// Arrays: `lower, diagonal, upper` to `inverse, first, second, third, exchanged`.
///
/// @param n the number of rows
record TridiagonalFactorisation(int n) implements Routine {
    /// The last element of `exchanged` after elimination from both ends.
    static final int FROM_BOTH_ENDS = 0;

    /// The last element of `exchanged` after elimination from the top.
    static final int FROM_TOP = 1;

    @Override
    public long flops() {
        return 6L * n;
    }

    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        if (n == 0) {
            return;
        }
        int[] exchanged = (int[]) arrays[7];
        if (fromBothEnds(arrays, at)) {
            Arrays.fill((double[]) arrays[6], at[6], at[6] + n, 0);
            Arrays.fill(exchanged, at[7], at[7] + n, FROM_BOTH_ENDS);
        } else {
            fromTop(arrays, at);
            exchanged[at[7] + n - 1] = FROM_TOP;
        }
    }

    /// Whether no pivot was too small; if one was, what is in the results means nothing.
    private boolean fromBothEnds(Object[] arrays, int[] at) {
        double[] lower = (double[]) arrays[0];
        double[] diagonal = (double[]) arrays[1];
        double[] upper = (double[]) arrays[2];
        int l = at[0];
        int d = at[1];
        int u = at[2];
        int m = n / 2;
        int half = n - 1 - m;
        double above = 0;
        double below = 0;
        for (int i = 0; i < half; i++) {
            int j = n - 1 - i;
            double outerAbove = i == 0 ? 0 : lower[l + i];
            double outerBelow = i == 0 ? 0 : upper[u + j];
            double p = diagonal[d + i] - outerAbove * above;
            double q = diagonal[d + j] - outerBelow * below;
            if (isSmall(p, lower[l + i + 1], upper[u + i]) || isSmall(q, upper[u + j - 1], lower[l + j])) {
                return false;
            }
            above = keep(arrays, at, i, outerAbove, 1 / p, upper[u + i]);
            below = keep(arrays, at, j, outerBelow, 1 / q, lower[l + j]);
        }
        if (half < m) {
            int i = m - 1;
            double outer = i == 0 ? 0 : lower[l + i];
            double p = diagonal[d + i] - outer * above;
            if (isSmall(p, lower[l + m], upper[u + i])) {
                return false;
            }
            above = keep(arrays, at, i, outer, 1 / p, upper[u + i]);
        }
        double fromAbove = m == 0 ? 0 : lower[l + m];
        double fromBelow = m == n - 1 ? 0 : upper[u + m];
        keep(arrays, at, m, fromAbove, 1 / (diagonal[d + m] - fromAbove * above - fromBelow * below), fromBelow);
        return true;
    }

    private static double keep(Object[] arrays, int[] at, int i, double outer, double inverse, double inner) {
        double second = inner * inverse;
        ((double[]) arrays[3])[at[3] + i] = inverse;
        ((double[]) arrays[4])[at[4] + i] = outer * inverse;
        ((double[]) arrays[5])[at[5] + i] = second;
        return second;
    }

    /// Whether a pivot is smaller than both of the elements, or not a number.
    private static boolean isSmall(double pivot, double below, double beside) {
        return !(Math.abs(pivot) >= Math.min(Math.abs(below), Math.abs(beside)));
    }

    private void fromTop(Object[] arrays, int[] at) {
        double[] lower = (double[]) arrays[0];
        double[] pivot = (double[]) arrays[3];
        double[] multiplier = (double[]) arrays[4];
        double[] second = (double[]) arrays[5];
        double[] third = (double[]) arrays[6];
        int[] exchanged = (int[]) arrays[7];
        int p = at[3];
        int s = at[5];
        int t = at[6];
        System.arraycopy(arrays[1], at[1], pivot, p, n);
        System.arraycopy(arrays[2], at[2], second, s, n);
        second[s + n - 1] = 0;
        Arrays.fill(third, t, t + n, 0);
        multiplier[at[4] + n - 1] = 0;
        for (int i = 0; i + 1 < n; i++) {
            double below = lower[at[0] + i + 1];
            boolean stays = Math.abs(pivot[p + i]) >= Math.abs(below);
            double factor;
            if (stays) {
                factor = below == 0 ? 0 : below / pivot[p + i];
                pivot[p + i + 1] -= factor * second[s + i];
            } else {
                factor = pivot[p + i] / below;
                double next = pivot[p + i + 1];
                pivot[p + i] = below;
                pivot[p + i + 1] = second[s + i] - factor * next;
                second[s + i] = next;
                third[t + i] = second[s + i + 1];
                second[s + i + 1] *= -factor;
            }
            exchanged[at[7] + i] = stays ? 0 : 1;
            multiplier[at[4] + i] = factor;
        }
        for (int i = 0; i < n; i++) {
            double inverse = 1 / pivot[p + i];
            pivot[p + i] = inverse;
            second[s + i] *= inverse;
            third[t + i] *= inverse;
        }
    }
}
