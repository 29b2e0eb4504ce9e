package dev.costate.internal.linalg;

/// The eigenvalues of a symmetric tridiagonal matrix by the implicit QL iteration with Wilkinson's shift.
///
/// A link counts as zero when its square is below `u^2 |d[i] d[i+1]|`, `u` the unit roundoff, which keeps small
/// eigenvalues of graded matrices. The iteration runs from the end with the smaller diagonal to the other,
/// which is QL from the top and QR from the bottom.
///
/// Sources: A. Dubrulle, R. Martin and J. Wilkinson, "The implicit QL algorithm", Numerische Mathematik 12
/// (1968), in Handbook for Automatic Computation II/4; the criterion and the ends as LAPACK's `dsteqr`.
final class TridiagonalQl {
    private static final double UNIT = 0x1p-53;
    private static final int MOST_SWEEPS = 30;

    private final double[] d;
    private final double[] e;
    private final double[][] rows;
    private final Rotations rotations;

    private TridiagonalQl(double[] d, double[] e, double[][] rows) {
        this.d = d;
        this.e = e;
        this.rows = rows;
        rotations = new Rotations(rows.length, rows.length);
    }

    /// Makes `d`, with `e` beside it, the eigenvalues, in no order. What is done to the matrix from the right
    /// is done to the columns kept in `rows`: the rows of `Q^T` become the eigenvectors of `Q T Q^T`.
    ///
    /// @param d the diagonal, at most about 1 in magnitude
    /// @param e the elements beside the diagonal, which become 0
    /// @return whether it has converged within `30 n` sweeps
    static boolean run(double[] d, double[] e, double[][] rows) {
        TridiagonalQl ql = new TridiagonalQl(d, e, rows);
        boolean done = ql.iterate();
        ql.rotations.apply();
        return done;
    }

    private boolean iterate() {
        int n = d.length;
        Span before = new Span(-1, -1, true);
        int low = 0;
        for (long sweeps = 0; sweeps <= (long) MOST_SWEEPS * n; ) {
            while (low < n - 1 && isNegligible(low)) {
                e[low++] = 0;
            }
            if (low >= n - 1) {
                return true;
            }
            int high = low + 1;
            while (high < n - 1 && !isNegligible(high)) {
                high++;
            }
            if (high < n - 1) {
                e[high] = 0;
            }
            boolean forward = new Span(low, high, true).isApart(before)
                    ? Math.abs(d[low]) <= Math.abs(d[high])
                    : before.forward();
            before = new Span(low, high, forward);
            sweep(before);
            sweeps++;
        }
        return false;
    }

    private boolean isNegligible(int i) {
        return e[i] * e[i] <= UNIT * Math.abs(d[i]) * (UNIT * Math.abs(d[i + 1])) + Double.MIN_NORMAL;
    }

    /// One sweep, from the span's last element to its first, where it converges.
    private void sweep(Span span) {
        int first = span.at(0);
        int last = span.at(span.last());
        double half = (d[span.at(1)] - d[first]) / (2 * e[span.link(0)]);
        double shift = d[first] - e[span.link(0)] / (half + Math.copySign(Math.hypot(half, 1), half));
        double g = d[last] - shift;
        double c = 1;
        double s = 1;
        double p = 0;
        for (int i = span.last() - 1; i >= 0; i--) {
            int here = span.at(i);
            int next = span.at(i + 1);
            double f = s * e[span.link(i)];
            double b = c * e[span.link(i)];
            Givens rotation = Givens.of(g, f);
            c = rotation.c();
            s = rotation.s();
            if (i < span.last() - 1) {
                e[span.link(i + 1)] = rotation.r();
            }
            g = d[next] - p;
            double r = (d[here] - g) * s + 2 * c * b;
            p = s * r;
            d[next] = g + p;
            g = c * r - b;
            rotations.add(rows[next], rows[here], c, s);
        }
        d[first] -= p;
        e[span.link(0)] = g;
    }
}
