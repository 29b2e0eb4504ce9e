package dev.costate.internal.linalg;

/// [ComplexTridiagonalSolving] of one right side by factors from both ends: what the next row waits for is
/// kept in variables, the number on the way from the top and that from the bottom. The roundings are those
/// for several right sides.
final class OneComplexSide {
    private final int n;
    private final int m;
    private final double[] inverseRe;
    private final double[] inverseIm;
    private final double[] firstRe;
    private final double[] firstIm;
    private final double[] secondRe;
    private final double[] secondIm;
    private final double[] re;
    private final double[] im;
    private final int r;
    private final int s;
    private final int f;
    private final int g;
    private final int u;
    private final int v;
    private final int p;
    private final int q;

    /// @param arrays as [ComplexTridiagonalSolving] has them, `b` in the place of `x`
    /// @param at where they begin
    /// @param n the number of rows, 1 or more
    OneComplexSide(Object[] arrays, int[] at, int n) {
        this.n = n;
        m = n / 2;
        inverseRe = (double[]) arrays[6];
        inverseIm = (double[]) arrays[7];
        firstRe = (double[]) arrays[8];
        firstIm = (double[]) arrays[9];
        secondRe = (double[]) arrays[10];
        secondIm = (double[]) arrays[11];
        re = (double[]) arrays[19];
        im = (double[]) arrays[20];
        r = at[6];
        s = at[7];
        f = at[8];
        g = at[9];
        u = at[10];
        v = at[11];
        p = at[19];
        q = at[20];
    }

    void solve() {
        int half = n - 1 - m;
        double topRe = 0;
        double topIm = 0;
        double bottomRe = 0;
        double bottomIm = 0;
        for (int i = 0; i < half; i++) {
            int j = n - 1 - i;
            double x = scaledRe(i);
            double y = scaledIm(i);
            double z = scaledRe(j);
            double w = scaledIm(j);
            double a = firstRe[f + i];
            double b = firstIm[g + i];
            double c = firstRe[f + j];
            double d = firstIm[g + j];
            x = Math.fma(-a, topRe, Math.fma(b, topIm, x));
            topIm = Math.fma(-a, topIm, Math.fma(-b, topRe, y));
            topRe = x;
            z = Math.fma(-c, bottomRe, Math.fma(d, bottomIm, z));
            bottomIm = Math.fma(-c, bottomIm, Math.fma(-d, bottomRe, w));
            bottomRe = z;
            put(i, topRe, topIm);
            put(j, bottomRe, bottomIm);
        }
        for (int i = half; i <= m; i++) {
            double a = firstRe[f + i];
            double b = firstIm[g + i];
            double x = Math.fma(-a, topRe, Math.fma(b, topIm, scaledRe(i)));
            topIm = Math.fma(-a, topIm, Math.fma(-b, topRe, scaledIm(i)));
            topRe = x;
            put(i, topRe, topIm);
        }
        double a = secondRe[u + m];
        double b = secondIm[v + m];
        double x = Math.fma(-a, bottomRe, Math.fma(b, bottomIm, topRe));
        topIm = Math.fma(-a, bottomIm, Math.fma(-b, bottomRe, topIm));
        topRe = x;
        put(m, topRe, topIm);
        substitute(half, topRe, topIm);
    }

    /// From the middle, whose value is given, to both ends.
    private void substitute(int half, double middleRe, double middleIm) {
        double topRe = middleRe;
        double topIm = middleIm;
        for (int i = m - 1; i >= half; i--) {
            double a = secondRe[u + i];
            double b = secondIm[v + i];
            double x = Math.fma(-a, topRe, Math.fma(b, topIm, re[p + i]));
            topIm = Math.fma(-a, topIm, Math.fma(-b, topRe, im[q + i]));
            topRe = x;
            put(i, topRe, topIm);
        }
        double bottomRe = middleRe;
        double bottomIm = middleIm;
        for (int i = half - 1; i >= 0; i--) {
            int j = n - 1 - i;
            double a = secondRe[u + i];
            double b = secondIm[v + i];
            double c = secondRe[u + j];
            double d = secondIm[v + j];
            double x = Math.fma(-a, topRe, Math.fma(b, topIm, re[p + i]));
            topIm = Math.fma(-a, topIm, Math.fma(-b, topRe, im[q + i]));
            topRe = x;
            double z = Math.fma(-c, bottomRe, Math.fma(d, bottomIm, re[p + j]));
            bottomIm = Math.fma(-c, bottomIm, Math.fma(-d, bottomRe, im[q + j]));
            bottomRe = z;
            put(i, topRe, topIm);
            put(j, bottomRe, bottomIm);
        }
    }

    /// The adjoints of the steps of [#solve] in the opposite order.
    void solveAdjoint() {
        int half = n - 1 - m;
        double topRe = 0;
        double topIm = 0;
        double bottomRe = 0;
        double bottomIm = 0;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = 0; i < half; i++) {
            int j = n - 1 - i;
            double x = Math.fma(-a, topRe, Math.fma(b, topIm, re[p + i]));
            topIm = Math.fma(-a, topIm, Math.fma(-b, topRe, im[q + i]));
            topRe = x;
            double z = Math.fma(-c, bottomRe, Math.fma(d, bottomIm, re[p + j]));
            bottomIm = Math.fma(-c, bottomIm, Math.fma(-d, bottomRe, im[q + j]));
            bottomRe = z;
            a = secondRe[u + i];
            b = -secondIm[v + i];
            c = secondRe[u + j];
            d = -secondIm[v + j];
            put(i, topRe, topIm);
            put(j, bottomRe, bottomIm);
        }
        for (int i = half; i <= m; i++) {
            double x = Math.fma(-a, topRe, Math.fma(b, topIm, re[p + i]));
            topIm = Math.fma(-a, topIm, Math.fma(-b, topRe, im[q + i]));
            topRe = x;
            a = secondRe[u + i];
            b = -secondIm[v + i];
            put(i, topRe, topIm);
        }
        double x = Math.fma(-c, bottomRe, Math.fma(d, bottomIm, topRe));
        topIm = Math.fma(-c, bottomIm, Math.fma(-d, bottomRe, topIm));
        topRe = x;
        put(m, topRe, topIm);
        substituteAdjoint(half, topRe, topIm);
    }

    private void substituteAdjoint(int half, double middleRe, double middleIm) {
        putScaled(m, middleRe, middleIm);
        double topRe = middleRe;
        double topIm = middleIm;
        double a = firstRe[f + m];
        double b = -firstIm[g + m];
        for (int i = m - 1; i >= half; i--) {
            double x = Math.fma(-a, topRe, Math.fma(b, topIm, re[p + i]));
            topIm = Math.fma(-a, topIm, Math.fma(-b, topRe, im[q + i]));
            topRe = x;
            a = firstRe[f + i];
            b = -firstIm[g + i];
            putScaled(i, topRe, topIm);
        }
        double bottomRe = middleRe;
        double bottomIm = middleIm;
        double c = secondRe[u + m];
        double d = -secondIm[v + m];
        for (int i = half - 1; i >= 0; i--) {
            int j = n - 1 - i;
            double x = Math.fma(-a, topRe, Math.fma(b, topIm, re[p + i]));
            topIm = Math.fma(-a, topIm, Math.fma(-b, topRe, im[q + i]));
            topRe = x;
            double z = Math.fma(-c, bottomRe, Math.fma(d, bottomIm, re[p + j]));
            bottomIm = Math.fma(-c, bottomIm, Math.fma(-d, bottomRe, im[q + j]));
            bottomRe = z;
            a = firstRe[f + i];
            b = -firstIm[g + i];
            c = firstRe[f + j];
            d = -firstIm[g + j];
            putScaled(i, topRe, topIm);
            putScaled(j, bottomRe, bottomIm);
        }
    }

    private void put(int i, double x, double y) {
        re[p + i] = x;
        im[q + i] = y;
    }

    /// Puts the product with the conjugate of a pivot's inverse.
    private void putScaled(int i, double x, double y) {
        double a = inverseRe[r + i];
        double b = -inverseIm[s + i];
        put(i, Math.fma(a, x, -(b * y)), Math.fma(a, y, b * x));
    }

    private double scaledRe(int i) {
        return Math.fma(inverseRe[r + i], re[p + i], -(inverseIm[s + i] * im[q + i]));
    }

    private double scaledIm(int i) {
        return Math.fma(inverseRe[r + i], im[q + i], inverseIm[s + i] * re[p + i]);
    }
}
