package dev.costate.internal.linalg;

import dev.costate.internal.gemm.Gemm;
import dev.costate.internal.gemm.GemmShape;
import dev.costate.internal.gemm.GemmShape.Strides;
import dev.costate.internal.parallel.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The eigenvalues and eigenvectors of a symmetric tridiagonal matrix by dividing it into two and mending what
/// was cut, a matrix of rank one: nearly all of the work is products of matrices.
///
/// With `T = diag(T1, T2) + rho v v^T` and the eigenvectors of both halves, the rest is `diag(d) + rho z z^T`,
/// whose eigenvalues are the roots of a [SecularEquation]. Where `z` has next to nothing, or two of `d` next to
/// no distance, an eigenvector stays as it is. The others follow from roots and `d` alone: not from `z`, but
/// from the one that has exactly these roots, which makes them orthogonal however close they are.
///
/// Sources: J. Cuppen, "A divide and conquer method for the symmetric tridiagonal eigenproblem", Numerische
/// Mathematik 36 (1981); M. Gu and S. Eisenstat, "A divide-and-conquer algorithm for the symmetric tridiagonal
/// eigenproblem", SIAM J. Matrix Anal. Appl. 16 (1995); the tolerances as LAPACK's `dlaed2`.
final class TridiagonalDivision {
    /// So many rows are left to [TridiagonalQl].
    private static final int LEAF = 32;

    private static final double UNIT = 0x1p-53;
    private static final int SHARED_FROM = 128;
    private static final int TOGETHER = 16;

    private final int n;
    private final double[] d;
    private final double[] e;
    private final double[] vectors;
    private final double[] work;

    private TridiagonalDivision(double[] d, double[] e) {
        n = d.length;
        this.d = d;
        this.e = e;
        vectors = new double[n * n];
        work = new double[n * n];
    }

    /// Makes `d`, with `e` beside it, the eigenvalues, in no order, and returns the eigenvectors, one an array;
    /// null if an iteration has not converged.
    ///
    /// @param d the diagonal, at most about 1 in magnitude
    /// @param e the elements beside the diagonal, which are lost
    static double @Nullable [][] run(double[] d, double[] e) {
        TridiagonalDivision division = new TridiagonalDivision(d, e);
        return division.solve(0, d.length) ? division.rows() : null;
    }

    private double[][] rows() {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOfRange(vectors, i * n, (i + 1) * n);
        }
        return rows;
    }

    private boolean solve(int low, int high) {
        if (high - low <= LEAF) {
            return leaf(low, high);
        }
        int middle = (low + high) / 2;
        double cut = e[middle - 1];
        d[middle - 1] -= Math.abs(cut);
        d[middle] -= Math.abs(cut);
        if (!solve(low, middle) || !solve(middle, high)) {
            return false;
        }
        mend(low, middle, high, cut);
        return true;
    }

    private boolean leaf(int low, int high) {
        int m = high - low;
        double[] diagonal = Arrays.copyOfRange(d, low, high);
        double[][] rows = new double[m][m];
        for (int i = 0; i < m; i++) {
            rows[i][i] = 1;
        }
        if (!TridiagonalQl.run(diagonal, Arrays.copyOfRange(e, low, Math.max(low, high - 1)), rows)) {
            return false;
        }
        System.arraycopy(diagonal, 0, d, low, m);
        for (int i = 0; i < m; i++) {
            System.arraycopy(rows[i], 0, vectors, (low + i) * n + low, m);
        }
        return true;
    }

    /// Which part of a vector is not zero.
    private enum Part {
        UPPER,
        BOTH,
        LOWER
    }

    private void mend(int low, int middle, int high, double cut) {
        int m = high - low;
        for (int i = low; i < high; i++) {
            boolean upper = i < middle;
            Arrays.fill(vectors, i * n + (upper ? middle : low), i * n + (upper ? high : middle), 0);
        }
        double[] z = new double[m];
        Part[] parts = new Part[m];
        double most = 0;
        for (int i = 0; i < m; i++) {
            boolean upper = low + i < middle;
            double end = upper ? vectors[(low + i) * n + middle - 1] : vectors[(low + i) * n + middle];
            z[i] = (upper ? 1 : Math.signum(cut)) * end * Math.sqrt(0.5);
            parts[i] = upper ? Part.UPPER : Part.LOWER;
            most = Math.max(most, Math.max(Math.abs(z[i]), Math.abs(d[low + i])));
        }
        double rho = 2 * Math.abs(cut);
        int[] kept = kept(low, z, parts, rho, 8 * UNIT * most);
        if (kept.length > 0) {
            combine(low, middle, high, kept, z, parts, rho);
        }
    }

    /// Which places count, by ascending `d`: not those with too little in `z`. Of two whose `d` are too close
    /// one is turned into such a place.
    private int[] kept(int low, double[] z, Part[] parts, double rho, double tolerance) {
        int m = z.length;
        int[] kept = new int[m];
        int count = 0;
        int before = -1;
        for (int here : Rows.ascending(Arrays.copyOfRange(d, low, low + m))) {
            if (rho * Math.abs(z[here]) <= tolerance) {
                continue;
            }
            if (before >= 0) {
                double size = Math.hypot(z[here], z[before]);
                double c = z[here] / size;
                double s = -z[before] / size;
                double apart = d[low + here] - d[low + before];
                if (Math.abs(apart * c * s) <= tolerance) {
                    z[here] = size;
                    z[before] = 0;
                    parts[here] = parts[here] == parts[before] ? parts[here] : Part.BOTH;
                    double p = d[low + before];
                    double q = d[low + here];
                    d[low + before] = p * c * c + q * s * s;
                    d[low + here] = p * s * s + q * c * c;
                    turn(low + before, low + here, low, low + m, c, s);
                } else {
                    kept[count++] = before;
                }
            }
            before = here;
        }
        if (before >= 0) {
            kept[count++] = before;
        }
        return Arrays.copyOf(kept, count);
    }

    /// `(p, q) := (c p + s q, c q - s p)` for the columns from `from` to `end` of two rows.
    private void turn(int p, int q, int from, int end, double c, double s) {
        for (int j = from; j < end; j++) {
            double x = vectors[p * n + j];
            double y = vectors[q * n + j];
            vectors[p * n + j] = c * x + s * y;
            vectors[q * n + j] = c * y - s * x;
        }
    }

    /// Replaces the vectors of the places that count, which become the first ones.
    private void combine(int low, int middle, int high, int[] kept, double[] z, Part[] parts, double rho) {
        int m = high - low;
        int k = kept.length;
        double[] poles = new double[k];
        double[] weights = new double[k];
        for (int i = 0; i < k; i++) {
            poles[i] = d[low + kept[i]];
            weights[i] = z[kept[i]];
        }
        SecularEquation equation = new SecularEquation(poles, weights, rho);
        double[] roots = new double[k];
        double[][] distances = new double[k][k];
        each(k, j -> roots[j] = equation.root(j, distances[j]));

        // By parts: those that are zero below, those that are not zero, those that are zero above.
        int[] place = new int[k];
        int next = 0;
        for (Part part : Part.values()) {
            for (int i = 0; i < k; i++) {
                if (parts[kept[i]] == part) {
                    place[i] = next++;
                }
            }
        }
        double[] factors = factors(poles, weights, distances, place);
        store(low, m, kept, place, roots);
        int upper = count(Part.UPPER, kept, parts);
        int notLower = k - count(Part.LOWER, kept, parts);
        multiply(k, middle - low, notLower, factors, 0, 0, m, low * n + low);
        multiply(k, high - middle, k - upper, factors, upper, upper * m + middle - low, m, low * n + middle);
    }

    private static int count(Part part, int[] kept, Part[] parts) {
        int count = 0;
        for (int i : kept) {
            count += parts[i] == part ? 1 : 0;
        }
        return count;
    }

    /// The eigenvectors of `diag(d) + rho z z^T` in rows, their elements at other places, for the `z` that has
    /// exactly these roots: `z[i]^2 = prod_j (root[j] - d[i]) / prod_j!=i (d[j] - d[i])`, but for `rho`.
    private static double[] factors(double[] d, double[] z, double[][] distances, int[] place) {
        int k = d.length;
        double[] product = new double[k];
        Arrays.fill(product, 1);
        for (int j = 0; j < k; j++) {
            double[] distance = distances[j];
            double own = product[j];
            double pole = d[j];
            for (int i = 0; i < k; i++) {
                product[i] *= distance[i] / (d[i] - pole);
            }
            product[j] = own * -distance[j];
        }
        for (int i = 0; i < k; i++) {
            product[i] = Math.copySign(Math.sqrt(product[i]), z[i]);
        }
        double[] factors = new double[k * k];
        each(k, j -> {
            double[] x = distances[j];
            double sum = 0;
            for (int i = 0; i < k; i++) {
                x[i] = product[i] / x[i];
                sum += x[i] * x[i];
            }
            double size = Math.sqrt(sum);
            for (int i = 0; i < k; i++) {
                factors[j * k + place[i]] = x[i] / size;
            }
        });
        return factors;
    }

    /// Copies the vectors that count to `work`, by parts, and lets the others follow.
    private void store(int low, int m, int[] kept, int[] place, double[] roots) {
        int k = kept.length;
        boolean[] counts = new boolean[m];
        for (int i = 0; i < k; i++) {
            counts[kept[i]] = true;
            System.arraycopy(vectors, (low + kept[i]) * n + low, work, place[i] * m, m);
        }
        double[] values = Arrays.copyOf(roots, m);
        int next = k;
        for (int i = 0; i < m; i++) {
            if (!counts[i]) {
                values[next] = d[low + i];
                System.arraycopy(vectors, (low + i) * n + low, work, next++ * m, m);
            }
        }
        System.arraycopy(values, 0, d, low, m);
        for (int i = k; i < m; i++) {
            System.arraycopy(work, i * m, vectors, (low + i) * n + low, m);
        }
    }

    /// `[k, inner] x [inner, columns]`, from `factors` and `work`.
    private void multiply(int k, int columns, int inner, double[] factors, int from, int workAt, int m, int to) {
        if (inner == 0) {
            for (int i = 0; i < k; i++) {
                Arrays.fill(vectors, to + i * n, to + i * n + columns, 0);
            }
            return;
        }
        GemmShape shape = GemmShape.of(k, columns, inner)
                .withA(new Strides(0, k, 1))
                .withB(new Strides(0, m, 1))
                .withC(new Strides(0, n, 1));
        Gemm.multiply(shape, factors, from, work, workAt, vectors, to);
    }

    /// Each number below `k`, by several threads if there are many; none depends on another.
    private static void each(int k, Workers.Task task) {
        if (k < SHARED_FROM) {
            for (int j = 0; j < k; j++) {
                task.run(j);
            }
        } else {
            Workers.shared().run((k + TOGETHER - 1) / TOGETHER, block -> {
                for (int j = block * TOGETHER; j < Math.min(k, (block + 1) * TOGETHER); j++) {
                    task.run(j);
                }
            });
        }
    }
}
