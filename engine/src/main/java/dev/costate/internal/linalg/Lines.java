package dev.costate.internal.linalg;

/// Rows or columns that lie in arrays of their own, all from 0 on.
///
/// HotSpot makes vector code of a loop over two arrays if it counts through both by the same number. Of a loop
/// over two rows of one array it makes none: it does not know that they lie apart.
final class Lines {
    private static final double[][] NONE = {};
    private static final ThreadLocal<double[][]> OWN = ThreadLocal.withInitial(() -> NONE);

    private Lines() {}

    /// At least `count` lines of at least `length` numbers, of any value, that this thread keeps; nobody else
    /// on it may be using them.
    static double[][] own(int count, int length) {
        double[][] lines = OWN.get();
        if (lines.length < count || lines[0].length < length) {
            lines = new double[Math.max(count, lines.length)]
                    [Math.max(length, lines.length == 0 ? 0 : lines[0].length)];
            OWN.set(lines);
        }
        return lines;
    }

    /// Reads `count` lines of `length` numbers: line `i` begins at `x(i, 0)`.
    static void read(int count, int length, Block x, double[][] lines) {
        double[] from = x.array();
        if (x.column() == 1) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(from, x.at() + i * x.row(), lines[i], 0, length);
            }
            return;
        }
        for (int j = 0; j < length; j++) {
            int at = x.at() + j * x.column();
            for (int i = 0; i < count; i++) {
                lines[i][j] = from[at + i * x.row()];
            }
        }
    }

    /// Writes what [#read] has read.
    static void write(int count, int length, double[][] lines, Block x) {
        double[] to = x.array();
        if (x.column() == 1) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(lines[i], 0, to, x.at() + i * x.row(), length);
            }
            return;
        }
        for (int j = 0; j < length; j++) {
            int at = x.at() + j * x.column();
            for (int i = 0; i < count; i++) {
                to[at + i * x.row()] = lines[i][j];
            }
        }
    }

    /// `y -= f x` from `from` to `end`.
    static void subtract(int from, int end, double f, double[] x, double[] y) {
        for (int i = from; i < end; i++) {
            y[i] -= f * x[i];
        }
    }

    /// `y -= f x`, then so on with the others.
    static void subtract(
            int from,
            int end,
            double f,
            double[] x,
            double f1,
            double[] x1,
            double f2,
            double[] x2,
            double f3,
            double[] x3,
            double[] y) {
        for (int i = from; i < end; i++) {
            y[i] = y[i] - f * x[i] - f1 * x1[i] - f2 * x2[i] - f3 * x3[i];
        }
    }

    /// `y /= divisor`.
    static void divide(int from, int end, double[] y, double divisor) {
        for (int i = from; i < end; i++) {
            y[i] /= divisor;
        }
    }

    /// The place of the first among the largest absolute values; a NaN exceeds all else.
    static int largest(int from, int end, double[] x) {
        double largest = 0;
        for (int i = from; i < end; i++) {
            largest = Math.max(largest, Math.abs(x[i]));
        }
        boolean isNaN = Double.isNaN(largest);
        for (int i = from; i < end; i++) {
            if (Math.abs(x[i]) == largest || (isNaN && Double.isNaN(x[i]))) {
                return i;
            }
        }
        throw new AssertionError("no largest of " + (end - from));
    }
}
