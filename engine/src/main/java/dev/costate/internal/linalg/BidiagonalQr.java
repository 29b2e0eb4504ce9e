package dev.costate.internal.linalg;

/// The singular values of an upper bidiagonal matrix by the implicit QR iteration, without a shift where a
/// shift would lose small ones: every singular value is found to nearly full relative accuracy.
///
/// A sweep runs from the larger end of the diagonal to the smaller. From the lower end it is the same sweep on
/// the transposed matrix read backward, which is upper bidiagonal too.
///
/// Source: J. Demmel and W. Kahan, "Accurate singular values of bidiagonal matrices", SIAM J. Sci. Stat.
/// Comput. 11 (1990), with the criteria of LAPACK's `dbdsqr`.
final class BidiagonalQr {
    private static final double UNIT = 0x1p-53;
    /// The relative error that the criteria leave to a singular value.
    private static final double TOLERANCE = 98 * UNIT;
    /// Sweeps are bounded by `6 n^2` rotations.
    private static final int MOST = 6;

    private final double[] d;
    private final double[] e;
    private final double[][] left;
    private final double[][] right;
    private final Rotations ofLeft;
    private final Rotations ofRight;

    private BidiagonalQr(double[] d, double[] e, double[][] left, double[][] right) {
        this.d = d;
        this.e = e;
        this.left = left;
        this.right = right;
        ofLeft = new Rotations(left.length, left.length);
        ofRight = new Rotations(left.length, left.length);
    }

    /// Makes `d`, with `e` above it, the singular values up to their signs, in no order. What is done to the
    /// matrix from the left and from the right is done to the columns kept in `left` and `right`: the rows of
    /// `U^T` and `V^T` become the singular vectors of `U B V^T`.
    ///
    /// @param d the diagonal, at most about 1 in magnitude
    /// @param e the elements above the diagonal, which become 0
    /// @return whether it has converged within `6 n^2` rotations
    static boolean run(double[] d, double[] e, double[][] left, double[][] right) {
        BidiagonalQr qr = new BidiagonalQr(d, e, left, right);
        boolean done = qr.iterate();
        qr.ofLeft.apply();
        qr.ofRight.apply();
        return done;
    }

    private boolean iterate() {
        long left = MOST * (long) d.length * d.length;
        double negligible = negligible();
        Span before = new Span(-1, -1, true);
        int high = d.length - 1;
        while (high > 0) {
            if (Math.abs(e[high - 1]) <= negligible) {
                e[--high] = 0;
                continue;
            }
            int low = high - 1;
            while (low > 0 && Math.abs(e[low - 1]) > negligible) {
                low--;
            }
            if (low > 0) {
                e[low - 1] = 0;
            }
            boolean forward = new Span(low, high, true).isApart(before)
                    ? Math.abs(d[low]) >= Math.abs(d[high])
                    : before.forward();
            before = new Span(low, high, forward);
            if (left < 0) {
                return false;
            }
            left -= before.last();
            turn(before);
        }
        return true;
    }

    /// What is lost beside the smallest singular value: `TOLERANCE` of a lower bound of it.
    private double negligible() {
        int n = d.length;
        if (n == 0) {
            return 0;
        }
        double smallest = Math.abs(d[0]);
        double bound = smallest;
        for (int i = 1; i < n && smallest > 0; i++) {
            bound = Math.abs(d[i]) * (bound / (bound + Math.abs(e[i - 1])));
            smallest = Math.min(smallest, bound);
        }
        return Math.max(TOLERANCE * smallest / Math.sqrt(n), (double) MOST * n * n * Double.MIN_NORMAL);
    }

    /// Finds a link that may be dropped, or makes a sweep.
    private void turn(Span span) {
        int m = span.last();
        double bound = Math.abs(d[span.at(0)]);
        double smallest = bound;
        double largest = bound;
        if (Math.abs(e[span.link(m - 1)]) <= TOLERANCE * Math.abs(d[span.at(m)])) {
            e[span.link(m - 1)] = 0;
            return;
        }
        for (int i = 0; i < m; i++) {
            double link = Math.abs(e[span.link(i)]);
            if (link <= TOLERANCE * bound) {
                e[span.link(i)] = 0;
                return;
            }
            double next = Math.abs(d[span.at(i + 1)]);
            largest = Math.max(largest, Math.max(next, link));
            bound = next * (bound / (bound + link));
            smallest = Math.min(smallest, bound);
        }
        double shift = shift(span, smallest / largest);
        if (shift == 0) {
            plain(span);
        } else {
            shifted(span, shift);
        }
    }

    /// The smaller singular value of the last two by two block, or 0 where it would cost relative accuracy.
    private double shift(Span span, double spread) {
        if (d.length * TOLERANCE * spread <= UNIT) {
            return 0;
        }
        int m = span.last();
        double shift = smaller(d[span.at(m - 1)], e[span.link(m - 1)], d[span.at(m)]);
        double start = Math.abs(d[span.at(0)]);
        double ratio = shift / start;
        return start > 0 && ratio * ratio < UNIT ? 0 : shift;
    }

    /// The smaller singular value of `[[f, g], [0, h]]`, in a form in which nothing cancels.
    private static double smaller(double f, double g, double h) {
        double less = Math.min(Math.abs(f), Math.abs(h));
        double more = Math.max(Math.abs(f), Math.abs(h));
        if (less == 0) {
            return 0;
        }
        double unit = Math.max(more, Math.abs(g));
        double sum = Math.hypot((more + less) / unit, g / unit);
        double difference = Math.hypot((more - less) / unit, g / unit);
        return 2 * less * (more / unit) / (sum + difference);
    }

    /// The implicit sweep with shift 0, in which no subtraction is made.
    private void plain(Span span) {
        int m = span.last();
        double c = 1;
        double oldC = 1;
        double oldS = 0;
        for (int i = 0; i < m; i++) {
            int here = span.at(i);
            int next = span.at(i + 1);
            Givens g = Givens.of(d[here] * c, e[span.link(i)]);
            if (i > 0) {
                e[span.link(i - 1)] = oldS * g.r();
            }
            Givens h = Givens.of(oldC * g.r(), d[next] * g.s());
            d[here] = h.r();
            c = g.c();
            oldC = h.c();
            oldS = h.s();
            rotate(span, i, g, h);
        }
        int last = span.at(m);
        double end = d[last] * c;
        d[last] = end * oldC;
        e[span.link(m - 1)] = end * oldS;
    }

    private void shifted(Span span, double shift) {
        int m = span.last();
        double start = d[span.at(0)];
        double f = (Math.abs(start) - shift) * (Math.copySign(1, start) + shift / start);
        double bulge = e[span.link(0)];
        for (int i = 0; i < m; i++) {
            int here = span.at(i);
            int next = span.at(i + 1);
            int link = span.link(i);
            Givens g = Givens.of(f, bulge);
            if (i > 0) {
                e[span.link(i - 1)] = g.r();
            }
            f = g.c() * d[here] + g.s() * e[link];
            e[link] = g.c() * e[link] - g.s() * d[here];
            bulge = g.s() * d[next];
            d[next] *= g.c();
            Givens h = Givens.of(f, bulge);
            d[here] = h.r();
            f = h.c() * e[link] + h.s() * d[next];
            d[next] = h.c() * d[next] - h.s() * e[link];
            if (i < m - 1) {
                bulge = h.s() * e[span.link(i + 1)];
                e[span.link(i + 1)] *= h.c();
            }
            rotate(span, i, g, h);
        }
        e[span.link(m - 1)] = f;
    }

    /// Columns `i` and `i + 1` turned by `g`, rows by `h`; backward, what is right was left.
    private void rotate(Span span, int i, Givens g, Givens h) {
        int here = span.at(i);
        int next = span.at(i + 1);
        if (span.forward()) {
            ofRight.add(right[here], right[next], g.c(), g.s());
            ofLeft.add(left[here], left[next], h.c(), h.s());
        } else {
            ofLeft.add(left[here], left[next], g.c(), g.s());
            ofRight.add(right[here], right[next], h.c(), h.s());
        }
    }
}
