package dev.costate.internal.linalg;

/// A power of two that brings a matrix to the size of 1, exactly, so that no square overflows or is lost.
final class Scaling {
    private Scaling() {}

    /// Whether all elements are finite.
    static boolean isFinite(double[] a) {
        double sum = 0;
        for (double x : a) {
            sum += x * 0;
        }
        return sum == 0;
    }

    /// The factor for elements of magnitude `most` and less, 0 or more and finite.
    static double factor(double most) {
        return most == 0 ? 1 : Math.scalb(1.0, Math.clamp(-Math.getExponent(most), -1022, 1022));
    }

    /// The largest magnitude; NaN or infinite if an element is.
    static double most(double[] a, int from, int end) {
        double most = 0;
        for (int i = from; i < end; i++) {
            most = Math.max(most, Math.abs(a[i]));
        }
        return most;
    }
}
