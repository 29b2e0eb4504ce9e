package dev.costate.numerics.bvp;

import java.util.Arrays;

/// A [BlockMatrix] in factors: `O(M n^3)` time and `O(M n^2)` memory, stable without pivoting.
///
/// Each inner state `y_i` stands in two rows of blocks only; an orthogonal matrix turns its two blocks into a
/// triangle over zero. The lower row is then an equation of the ends `y_0` and `y_(i+1)` alone, and takes
/// part in the next step: S. J. Wright, *Stable parallel algorithms for two-point boundary value problems*,
/// SIAM J. Sci. Stat. Comput. 13 (1992), 742-764, here from left to right. What is left is a system of the
/// two ends, the unknown parameters and the conditions.
///
/// @param matrix what was factored
/// @param rotations the orthogonal matrices `Q_i^T`, `(M - 1) x 2n x 2n`
/// @param rows of each step the upper row `[U, E, T, K]`: `U y_i + E y_0 + T y_(i+1) + K p = r`, `U` upper
///     triangular, `(M - 1) x n x (3n + k)`
/// @param ends the system of the ends, with its own factors
record BlockFactors(BlockMatrix matrix, double[] rotations, double[] rows, EndSystem ends) {
    static BlockFactors of(BlockMatrix a) {
        int n = a.n();
        int k = a.k();
        int intervals = a.intervals();
        // the columns y_i, y_0, y_(i+1), p, and an identity that becomes Q^T
        int width = 3 * n + k;
        int all = width + 2 * n;
        double[] rotations = new double[Math.max(intervals - 1, 0) * 4 * n * n];
        double[] rows = new double[Math.max(intervals - 1, 0) * n * width];
        double[] work = new double[2 * n * all];
        // the row that couples the left end with the state reached: [G, H, K]
        double[] chain = new double[n * (2 * n + k)];
        for (int r = 0; r < n; r++) {
            System.arraycopy(a.left(), r * n, chain, r * (2 * n + k), n);
            System.arraycopy(a.right(), r * n, chain, r * (2 * n + k) + n, n);
            System.arraycopy(a.unknowns(), r * k, chain, r * (2 * n + k) + 2 * n, k);
        }
        for (int i = 1; i < intervals; i++) {
            stack(a, i, chain, work);
            Householder.triangularise(work, 2 * n, all, n);
            for (int r = 0; r < n; r++) {
                System.arraycopy(work, r * all, rows, ((i - 1) * n + r) * width, width);
                System.arraycopy(work, (n + r) * all + n, chain, r * (2 * n + k), 2 * n + k);
            }
            for (int r = 0; r < 2 * n; r++) {
                System.arraycopy(work, r * all + width, rotations, ((i - 1) * 2 * n + r) * 2 * n, 2 * n);
            }
        }
        return new BlockFactors(a, rotations, rows, EndSystem.of(chain, a));
    }

    /// `[H, G, 0, K, I, 0; L_i, 0, R_i, P_i, 0, I]`.
    private static void stack(BlockMatrix a, int i, double[] chain, double[] work) {
        int n = a.n();
        int k = a.k();
        int all = 5 * n + k;
        Arrays.fill(work, 0);
        for (int r = 0; r < n; r++) {
            int upper = r * all;
            int from = r * (2 * n + k);
            System.arraycopy(chain, from + n, work, upper, n);
            System.arraycopy(chain, from, work, upper + n, n);
            System.arraycopy(chain, from + 2 * n, work, upper + 3 * n, k);
            work[upper + 3 * n + k + r] = 1;
            int lower = (n + r) * all;
            System.arraycopy(a.left(), (i * n + r) * n, work, lower, n);
            System.arraycopy(a.right(), (i * n + r) * n, work, lower + 2 * n, n);
            System.arraycopy(a.unknowns(), (i * n + r) * k, work, lower + 3 * n, k);
            work[lower + 4 * n + k + r] = 1;
        }
    }

    /// Whether rounding errors leave no solution: an inner state, or the ends, cannot be told from the others.
    boolean singular() {
        int n = matrix.n();
        int width = 3 * n + matrix.k();
        for (int row = 0; row < rows.length; row += n * width) {
            if (Householder.dependent(rows, row, width, n)) {
                return true;
            }
        }
        return ends.singular();
    }

    /// The solution of `J z = b`: the states, point after point, then the unknown parameters.
    ///
    /// @param b the intervals' right-hand sides, then those of the conditions
    double[] solve(double[] b) {
        int n = matrix.n();
        int k = matrix.k();
        int steps = matrix.intervals() - 1;
        double[] z = new double[matrix.size()];
        double[] chain = Arrays.copyOf(b, n);
        double[] upper = new double[steps * n];
        for (int i = 0; i < steps; i++) {
            double[] next = new double[n];
            for (int r = 0; r < 2 * n; r++) {
                double sum = 0;
                int row = (i * 2 * n + r) * 2 * n;
                for (int c = 0; c < n; c++) {
                    sum += rotations[row + c] * chain[c] + rotations[row + n + c] * b[(i + 1) * n + c];
                }
                if (r < n) {
                    upper[i * n + r] = sum;
                } else {
                    next[r - n] = sum;
                }
            }
            chain = next;
        }
        double[] coupled = Arrays.copyOf(chain, 2 * n + k);
        System.arraycopy(b, (steps + 1) * n, coupled, n, n + k);
        double[] outer = ends.solve(coupled);
        System.arraycopy(outer, 0, z, 0, n);
        System.arraycopy(outer, n, z, (steps + 1) * n, n + k);
        for (int i = steps - 1; i >= 0; i--) {
            inner(i, upper, z);
        }
        return z;
    }

    /// `y_(i+1)` from the ends and its right neighbour.
    private void inner(int i, double[] upper, double[] z) {
        int n = matrix.n();
        int k = matrix.k();
        int width = 3 * n + k;
        int unknowns = (matrix.intervals() + 1) * n;
        for (int r = n - 1; r >= 0; r--) {
            int row = (i * n + r) * width;
            double sum = upper[i * n + r];
            for (int c = 0; c < n; c++) {
                sum -= rows[row + n + c] * z[c] + rows[row + 2 * n + c] * z[(i + 2) * n + c];
            }
            for (int c = 0; c < k; c++) {
                sum -= rows[row + 3 * n + c] * z[unknowns + c];
            }
            for (int c = r + 1; c < n; c++) {
                sum -= rows[row + c] * z[(i + 1) * n + c];
            }
            z[(i + 1) * n + r] = sum / rows[row + r];
        }
    }
}
