package dev.costate.internal.linalg;

/// Solutions of `a x = b` or `a' x = b` by the factors that [TridiagonalFactorisation] made of `a`.
///
/// Arrays: `lower, diagonal, upper`, which are not read, `inverse, first, second, third, exchanged, b` to `x`.
///
/// @param transposed whether the transpose stands in `a`'s place
/// @param n the number of rows
/// @param k the number of right sides
record TridiagonalSolving(boolean transposed, int n, int k) implements Routine {
    @Override
    public long flops() {
        return 5L * n * k;
    }

    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        if (n == 0) {
            return;
        }
        int[] exchanged = (int[]) arrays[7];
        System.arraycopy(arrays[8], at[8], arrays[9], at[9], n * k);
        if (exchanged[at[7] + n - 1] == TridiagonalFactorisation.FROM_TOP) {
            if (transposed) {
                transposedFromTop(arrays, at);
            } else {
                fromTop(arrays, at);
            }
        } else if (k == 1) {
            if (transposed) {
                oneTransposed(arrays, at);
            } else {
                one(arrays, at);
            }
        } else if (transposed) {
            severalTransposed(arrays, at);
        } else {
            several(arrays, at);
        }
    }

    /// One right side, from both ends to the middle and back.
    private void one(Object[] arrays, int[] at) {
        double[] inverse = (double[]) arrays[3];
        double[] first = (double[]) arrays[4];
        double[] second = (double[]) arrays[5];
        double[] x = (double[]) arrays[9];
        int r = at[3];
        int f = at[4];
        int s = at[5];
        int o = at[9];
        int m = n / 2;
        int half = n - 1 - m;
        double top = 0;
        double bottom = 0;
        for (int i = 0; i < half; i++) {
            int j = n - 1 - i;
            top = Math.fma(-first[f + i], top, inverse[r + i] * x[o + i]);
            bottom = Math.fma(-first[f + j], bottom, inverse[r + j] * x[o + j]);
            x[o + i] = top;
            x[o + j] = bottom;
        }
        if (half < m) {
            top = Math.fma(-first[f + half], top, inverse[r + half] * x[o + half]);
            x[o + half] = top;
        }
        double middle = Math.fma(-first[f + m], top, inverse[r + m] * x[o + m]);
        middle = Math.fma(-second[s + m], bottom, middle);
        x[o + m] = middle;
        top = middle;
        bottom = middle;
        if (half < m) {
            top = Math.fma(-second[s + half], top, x[o + half]);
            x[o + half] = top;
        }
        for (int i = half - 1; i >= 0; i--) {
            int j = n - 1 - i;
            top = Math.fma(-second[s + i], top, x[o + i]);
            bottom = Math.fma(-second[s + j], bottom, x[o + j]);
            x[o + i] = top;
            x[o + j] = bottom;
        }
    }

    /// The transposes of the steps of [#one] in the opposite order.
    private void oneTransposed(Object[] arrays, int[] at) {
        double[] inverse = (double[]) arrays[3];
        double[] first = (double[]) arrays[4];
        double[] second = (double[]) arrays[5];
        double[] x = (double[]) arrays[9];
        int r = at[3];
        int f = at[4];
        int s = at[5];
        int o = at[9];
        int m = n / 2;
        int half = n - 1 - m;
        double top = 0;
        double bottom = 0;
        double above = 0;
        double below = 0;
        for (int i = 0; i < half; i++) {
            int j = n - 1 - i;
            top = Math.fma(-above, top, x[o + i]);
            bottom = Math.fma(-below, bottom, x[o + j]);
            above = second[s + i];
            below = second[s + j];
            x[o + i] = top;
            x[o + j] = bottom;
        }
        if (half < m) {
            top = Math.fma(-above, top, x[o + half]);
            above = second[s + half];
            x[o + half] = top;
        }
        double middle = Math.fma(-above, top, x[o + m]);
        middle = Math.fma(-below, bottom, middle);
        x[o + m] = inverse[r + m] * middle;
        top = middle;
        bottom = middle;
        above = first[f + m];
        below = second[s + m];
        if (half < m) {
            top = Math.fma(-above, top, x[o + half]);
            above = first[f + half];
            x[o + half] = inverse[r + half] * top;
        }
        for (int i = half - 1; i >= 0; i--) {
            int j = n - 1 - i;
            top = Math.fma(-above, top, x[o + i]);
            bottom = Math.fma(-below, bottom, x[o + j]);
            above = first[f + i];
            below = first[f + j];
            x[o + i] = inverse[r + i] * top;
            x[o + j] = inverse[r + j] * bottom;
        }
    }

    /// [#one] for several right sides, with the same roundings.
    private void several(Object[] arrays, int[] at) {
        RealRows x = new RealRows((double[]) arrays[9], at[9], k);
        double[] inverse = (double[]) arrays[3];
        double[] first = (double[]) arrays[4];
        double[] second = (double[]) arrays[5];
        int m = n / 2;
        for (int i = 0; i < n; i++) {
            x.scale(i, inverse[at[3] + i]);
        }
        for (int i = 1; i <= m; i++) {
            x.subtract(i, first[at[4] + i], i - 1);
        }
        for (int j = n - 2; j > m; j--) {
            x.subtract(j, first[at[4] + j], j + 1);
        }
        if (m + 1 < n) {
            x.subtract(m, second[at[5] + m], m + 1);
        }
        for (int i = m - 1; i >= 0; i--) {
            x.subtract(i, second[at[5] + i], i + 1);
        }
        for (int j = m + 1; j < n; j++) {
            x.subtract(j, second[at[5] + j], j - 1);
        }
    }

    private void severalTransposed(Object[] arrays, int[] at) {
        RealRows x = new RealRows((double[]) arrays[9], at[9], k);
        double[] inverse = (double[]) arrays[3];
        double[] first = (double[]) arrays[4];
        double[] second = (double[]) arrays[5];
        int m = n / 2;
        for (int i = 1; i <= m; i++) {
            x.subtract(i, second[at[5] + i - 1], i - 1);
        }
        for (int j = n - 2; j >= m; j--) {
            x.subtract(j, second[at[5] + j + 1], j + 1);
        }
        for (int i = m - 1; i >= 0; i--) {
            x.subtract(i, first[at[4] + i + 1], i + 1);
        }
        for (int j = m + 1; j < n; j++) {
            x.subtract(j, j - 1 == m ? second[at[5] + m] : first[at[4] + j - 1], j - 1);
        }
        for (int i = 0; i < n; i++) {
            x.scale(i, inverse[at[3] + i]);
        }
    }

    private void fromTop(Object[] arrays, int[] at) {
        RealRows x = new RealRows((double[]) arrays[9], at[9], k);
        double[] inverse = (double[]) arrays[3];
        double[] multiplier = (double[]) arrays[4];
        double[] second = (double[]) arrays[5];
        double[] third = (double[]) arrays[6];
        int[] exchanged = (int[]) arrays[7];
        for (int i = 0; i + 1 < n; i++) {
            if (exchanged[at[7] + i] != 0) {
                x.exchange(i, i + 1);
            }
            x.subtract(i + 1, multiplier[at[4] + i], i);
        }
        for (int i = n - 1; i >= 0; i--) {
            x.scale(i, inverse[at[3] + i]);
            if (i + 2 < n) {
                x.subtract(i, third[at[6] + i], i + 2);
            }
            if (i + 1 < n) {
                x.subtract(i, second[at[5] + i], i + 1);
            }
        }
    }

    private void transposedFromTop(Object[] arrays, int[] at) {
        RealRows x = new RealRows((double[]) arrays[9], at[9], k);
        double[] inverse = (double[]) arrays[3];
        double[] multiplier = (double[]) arrays[4];
        double[] second = (double[]) arrays[5];
        double[] third = (double[]) arrays[6];
        int[] exchanged = (int[]) arrays[7];
        for (int i = 1; i < n; i++) {
            x.subtract(i, second[at[5] + i - 1], i - 1);
            if (i >= 2) {
                x.subtract(i, third[at[6] + i - 2], i - 2);
            }
        }
        for (int i = 0; i < n; i++) {
            x.scale(i, inverse[at[3] + i]);
        }
        for (int i = n - 2; i >= 0; i--) {
            x.subtract(i, multiplier[at[4] + i], i + 1);
            if (exchanged[at[7] + i] != 0) {
                x.exchange(i, i + 1);
            }
        }
    }
}
