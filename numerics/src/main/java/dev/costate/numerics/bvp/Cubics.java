package dev.costate.numerics.bvp;

import java.util.Arrays;

/// Hermite's piecewise cubic through values and slopes, on plain arrays.
///
/// @param mesh the places, increasing
/// @param y the values, `[places, n]`
/// @param slopes the slopes, `[places, n]`
/// @param n components
record Cubics(double[] mesh, double[] y, double[] slopes, int n) {
    /// The values at the fraction `t` of interval `i`, into `out` from `offset` on.
    void value(int i, double t, double[] out, int offset) {
        double h = mesh[i + 1] - mesh[i];
        double rise = t * t * (3 - 2 * t);
        double left = h * t * (1 - t) * (1 - t);
        double right = -h * t * t * (1 - t);
        for (int j = 0; j < n; j++) {
            int at = i * n + j;
            out[offset + j] = y[at] + rise * (y[at + n] - y[at]) + left * slopes[at] + right * slopes[at + n];
        }
    }

    /// The derivatives at the fraction `t` of interval `i`, into `out` from `offset` on.
    void slope(int i, double t, double[] out, int offset) {
        double h = mesh[i + 1] - mesh[i];
        double rise = 6 * t * (1 - t) / h;
        double left = (1 - t) * (1 - 3 * t);
        double right = t * (3 * t - 2);
        for (int j = 0; j < n; j++) {
            int at = i * n + j;
            out[offset + j] = rise * (y[at + n] - y[at]) + left * slopes[at] + right * slopes[at + n];
        }
    }

    /// The values at places in increasing order or not, row after row.
    double[] values(double[] x) {
        double[] out = new double[x.length * n];
        for (int k = 0; k < x.length; k++) {
            int found = Arrays.binarySearch(mesh, x[k]);
            int i = Math.clamp(found >= 0 ? found : -found - 2, 0, mesh.length - 2);
            value(i, (x[k] - mesh[i]) / (mesh[i + 1] - mesh[i]), out, k * n);
        }
        return out;
    }
}
