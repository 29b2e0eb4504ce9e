package dev.costate.internal.linalg;

/// A Householder reflection `H = I - tau v v^T` that takes a vector to a multiple of a unit vector.
///
/// With `alpha` the pivot's element and `norm` the whole vector's: `beta = -sign(alpha) norm`, so that nothing
/// cancels in `v = (x - beta e) / (alpha - beta)`, and `tau = (beta - alpha) / beta`. If all but the pivot is
/// zero already, `tau = 0` and `beta = alpha`. These are LAPACK's conventions (`dlarfg`), and so are the signs
/// of what is made by them.
///
/// Source: Golub and Van Loan, Matrix Computations, section 5.1.
///
/// @param tau from 1 to 2, or 0 for no reflection
/// @param beta what the pivot becomes
record Reflector(double tau, double beta) {
    /// The sums of squares that have neither overflowed nor lost anything that counts.
    private static final double SMALL = 0x1p-900;
    private static final double LARGE = 0x1p900;

    /// The reflection of `x[from .. end - 1]` onto its element at `pivot`; `x` becomes `v`, 1 at the pivot.
    static Reflector of(double[] x, int from, int end, int pivot) {
        double alpha = x[pivot];
        x[pivot] = 0;
        double rest = norm(x, from, end);
        x[pivot] = 1;
        if (rest == 0) {
            return new Reflector(0, alpha);
        }
        double beta = -Math.copySign(Math.hypot(alpha, rest), alpha);
        double divisor = alpha - beta;
        for (int i = from; i < end; i++) {
            x[i] /= divisor;
        }
        x[pivot] = 1;
        return new Reflector((beta - alpha) / beta, beta);
    }

    /// `|x[from .. end - 1]|`, without overflow or loss at any scale.
    static double norm(double[] x, int from, int end) {
        double squares = dot(x, x, from, end);
        if (squares > SMALL && squares < LARGE) {
            return Math.sqrt(squares);
        }
        double most = 0;
        for (int i = from; i < end; i++) {
            most = Math.max(most, Math.abs(x[i]));
        }
        if (most == 0 || !Double.isFinite(most)) {
            return most;
        }
        double sum = 0;
        for (int i = from; i < end; i++) {
            double part = x[i] / most;
            sum += part * part;
        }
        return most * Math.sqrt(sum);
    }

    /// `x . y` over `[from, end)`, in eight chains so that none waits for the others.
    static double dot(double[] x, double[] y, int from, int end) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        int i = from;
        for (; i <= end - 8; i += 8) {
            a += x[i] * y[i];
            b += x[i + 1] * y[i + 1];
            c += x[i + 2] * y[i + 2];
            d += x[i + 3] * y[i + 3];
            e += x[i + 4] * y[i + 4];
            f += x[i + 5] * y[i + 5];
            g += x[i + 6] * y[i + 6];
            h += x[i + 7] * y[i + 7];
        }
        for (; i < end; i++) {
            a += x[i] * y[i];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    /// `y += factor x` over `[from, end)`.
    static void add(double[] y, double[] x, double factor, int from, int end) {
        for (int i = from; i < end; i++) {
            y[i] += factor * x[i];
        }
    }
}
