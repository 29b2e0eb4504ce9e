package dev.costate.numerics.signal;

/// How values at some points determine the polynomial nearest to them, in the least squares.
final class PolynomialFit {
    private PolynomialFit() {}

    /// The weights of the values for a derivative of that polynomial at a place.
    ///
    /// With polynomials `p_k` that are orthonormal on the points they are `sum_k p_k^(d)(at) p_k(x_j)`. Each
    /// `p_k` is `x p_(k - 1)` less its parts along those before (Brubeck, Nakatsukasa and Trefethen,
    /// "Vandermonde with Arnoldi", SIAM Rev. 63, 2021); the same steps are done to its derivatives at the
    /// place.
    ///
    /// @param points different ones, more than the degree
    static double[] weights(double[] points, int degree, double at, int derivative) {
        int n = points.length;
        double scale = 0;
        for (double x : points) {
            scale = Math.max(scale, Math.abs(x - at));
        }
        double[] t = new double[n];
        for (int j = 0; j < n; j++) {
            t[j] = scale == 0 ? 0 : (points[j] - at) / scale;
        }
        double[][] values = new double[degree + 1][];
        double[][] there = new double[degree + 1][]; // derivatives 0 to d at the place, which is t = 0
        double[] weights = new double[n];
        for (int k = 0; k <= degree; k++) {
            double[] p = new double[n];
            double[] d = new double[derivative + 1];
            for (int j = 0; j < n; j++) {
                p[j] = k == 0 ? 1 : t[j] * values[k - 1][j];
            }
            if (k == 0) {
                d[0] = 1;
            }
            for (int s = 1; k > 0 && s <= derivative; s++) {
                d[s] = s * there[k - 1][s - 1];
            }
            // Twice is enough: the second time takes off what rounding left of the first.
            for (int i = 0; i < 2 * k; i++) {
                double along = dot(values[i % k], p);
                subtract(p, along, values[i % k]);
                subtract(d, along, there[i % k]);
            }
            double norm = Math.sqrt(dot(p, p));
            scale(p, 1 / norm);
            scale(d, 1 / norm);
            values[k] = p;
            there[k] = d;
            subtract(weights, -d[derivative], p);
        }
        scale(weights, scale == 0 ? 1 : Math.pow(scale, -derivative));
        return weights;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void subtract(double[] from, double factor, double[] what) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= factor * what[i];
        }
    }

    private static void scale(double[] a, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }
}
