package dev.costate.internal.linalg;

/// The secular equation `1 + rho sum_i z[i]^2 / (d[i] - x) = 0`, whose roots are the eigenvalues of `diag(d) +
/// rho z z^T`: one between each two neighbours of `d`, and one above the last.
///
/// A root is found as its distance from the nearer of its neighbours, so that the distances from all of them
/// have their digits. Each step solves for the root of a function with the same two poles and the same values
/// and slopes of the terms below and above the root ("the middle way"), and halves the bracket where that leads
/// out of it.
///
/// Sources: J. Bunch, C. Nielsen and D. Sorensen, "Rank-one modification of the symmetric eigenproblem",
/// Numerische Mathematik 31 (1978); R.-C. Li, "Solving secular equations stably and efficiently", LAPACK Working
/// Note 89 (1993).
///
/// @param d ascending, no two equal
/// @param z none of them 0
/// @param rho positive
@SuppressWarnings("ArrayRecordComponent")
record SecularEquation(double[] d, double[] z, double rho) {
    private static final double UNIT = 0x1p-53;
    /// Rounding errors of the sum are below so many units.
    private static final int NOISE = 8;

    private static final int MOST_STEPS = 100;

    /// The terms below the root and above, and their slopes.
    private record Terms(double below, double above, double slopeBelow, double slopeAbove) {
        double value() {
            return 1 + below + above;
        }

        boolean isNoise() {
            return Math.abs(value()) <= NOISE * UNIT * (1 + Math.abs(below) + Math.abs(above));
        }
    }

    /// Finds root `j`, the one above `d[j]`.
    ///
    /// @param distances becomes `d[i] - root` for all `i`
    double root(int j, double[] distances) {
        int k = d.length;
        if (k == 1) {
            double above = rho * z[0] * z[0];
            distances[0] = -above;
            return d[0] + above;
        }
        boolean isLast = j == k - 1;
        // The poles next to the root; of the last one both are below.
        int first = isLast ? j - 1 : j;
        double width = isLast ? rho * squares() : d[j + 1] - d[j];
        int origin = j;
        double at = width / 2;
        Terms terms = terms(origin, at, first);
        double low = 0;
        double high = isLast ? width : at;
        if (!isLast && terms.value() < 0) {
            origin = j + 1;
            low = -at;
            high = 0;
            at = low;
        }
        for (int step = 0; step < MOST_STEPS && !terms.isNoise(); step++) {
            if (terms.value() < 0) {
                low = at;
            } else {
                high = at;
            }
            double next = at + change(terms, d[first] - d[origin] - at, d[first + 1] - d[origin] - at, isLast);
            if (!(next > low && next < high)) {
                next = low + (high - low) / 2;
            }
            if (Math.abs(next - at) <= UNIT * Math.abs(next) || next == low || next == high) {
                break;
            }
            at = next;
            terms = terms(origin, at, first);
        }
        for (int i = 0; i < k; i++) {
            distances[i] = d[i] - d[origin] - at;
        }
        return d[origin] + at;
    }

    private double squares() {
        double sum = 0;
        for (double x : z) {
            sum += x * x;
        }
        return sum;
    }

    /// The terms at `d[origin] + at`, those of the poles up to `last` as the ones below.
    private Terms terms(int origin, double at, int last) {
        double from = d[origin];
        double below = 0;
        double slopeBelow = 0;
        for (int i = 0; i <= last; i++) {
            double t = z[i] / (d[i] - from - at);
            below += z[i] * t;
            slopeBelow += t * t;
        }
        double above = 0;
        double slopeAbove = 0;
        for (int i = last + 1; i < d.length; i++) {
            double t = z[i] / (d[i] - from - at);
            above += z[i] * t;
            slopeAbove += t * t;
        }
        return new Terms(rho * below, rho * above, rho * slopeBelow, rho * slopeAbove);
    }

    /// How far it is to the root of `c + s / (p - x) + S / (q - x)` that has the values and slopes of `terms`.
    ///
    /// @param p how far it is to the first pole, negative
    /// @param q how far it is to the second
    private static double change(Terms terms, double p, double q, boolean isLast) {
        double f = terms.value();
        double slope = terms.slopeBelow + terms.slopeAbove;
        double c = f - p * terms.slopeBelow - q * terms.slopeAbove;
        double b = p * q * f;
        double a = (p + q) * f - p * q * slope;
        double root = Math.sqrt(Math.abs(a * a - 4 * b * c));
        double change;
        if (isLast) {
            change = a >= 0 ? (a + root) / (2 * c) : 2 * b / (a - root);
        } else {
            change = a <= 0 ? (a - root) / (2 * c) : 2 * b / (a + root);
        }
        return f * change < 0 ? change : -f / slope;
    }
}
