package dev.costate.numerics.bvp;

import java.util.Arrays;
import java.util.Optional;

/// The collocation equations on one mesh: a cubic on each interval that has the slopes `f` at both ends and
/// in the middle, fourth order in the step (the three-stage Lobatto IIIA formula, Simpson's rule made
/// implicit).
///
/// ```
/// y_m = (y_i + y_(i+1)) / 2 - h (f_(i+1) - f_i) / 8
/// 0   = y_(i+1) - y_i - h (f_i + 4 f(x_m, y_m) + f_(i+1)) / 6
/// ```
/// J. Kierzenka, L. F. Shampine, *A BVP solver based on residual control and the MATLAB PSE*, ACM TOMS 27
/// (2001), 299-316.
final class MeshEquations<Q> {
    private final PointPrograms<Q> programs;
    private final Q q;
    private final int n;
    private final Optional<double[]> projection;
    private final double[] mesh;
    private final double[] middles;

    /// The equations on a mesh.
    ///
    /// @param projection on what the first state may be, `n x n`, if it may not be all
    MeshEquations(PointPrograms<Q> programs, Q q, int n, Optional<double[]> projection, double[] mesh) {
        this.programs = programs;
        this.q = q;
        this.n = n;
        this.projection = projection;
        this.mesh = mesh;
        this.middles = new double[mesh.length - 1];
        for (int i = 0; i < middles.length; i++) {
            middles[i] = mesh[i] + 0.5 * step(i);
        }
    }

    /// By how much the equations fail, and what was computed on the way.
    ///
    /// @param slopes `f` at the mesh's points, `[M + 1, n]`
    /// @param middle the cubic's values in the middles, `[M, n]`
    /// @param middleSlopes `f` there, `[M, n]`
    /// @param equations the collocation equations' residuals, `[M, n]`, then the conditions' `[n + k]`
    record Residual(double[] slopes, double[] middle, double[] middleSlopes, double[] equations) {
        boolean finite() {
            return Arrays.stream(equations).allMatch(Double::isFinite);
        }

        /// The largest residual of a condition.
        double conditions() {
            double largest = 0;
            for (int i = middle.length; i < equations.length; i++) {
                largest = Math.max(largest, Math.abs(equations[i]));
            }
            return largest;
        }
    }

    double[] mesh() {
        return mesh;
    }

    int components() {
        return n;
    }

    int intervals() {
        return middles.length;
    }

    double step(int i) {
        return mesh[i + 1] - mesh[i];
    }

    double middle(int i) {
        return middles[i];
    }

    double[] slopes(double[] x, double[] y, double[] p) {
        return programs.slopes(x, y, n, p, q);
    }

    /// States whose first is one that may be.
    double[] allowed(double[] y) {
        if (projection.isEmpty()) {
            return y;
        }
        double[] matrix = projection.get();
        double[] all = y.clone();
        for (int i = 0; i < n; i++) {
            all[i] = 0;
            for (int j = 0; j < n; j++) {
                all[i] += matrix[i * n + j] * y[j];
            }
        }
        return all;
    }

    Residual residual(double[] y, double[] p) {
        int k = p.length;
        int intervals = intervals();
        double[] f = slopes(mesh, y, p);
        double[] middle = new double[intervals * n];
        for (int i = 0; i < intervals; i++) {
            for (int j = i * n; j < (i + 1) * n; j++) {
                middle[j] = 0.5 * (y[j] + y[j + n]) - 0.125 * step(i) * (f[j + n] - f[j]);
            }
        }
        double[] fMiddle = slopes(middles, middle, p);
        double[] equations = new double[(intervals + 1) * n + k];
        for (int i = 0; i < intervals; i++) {
            for (int j = i * n; j < (i + 1) * n; j++) {
                equations[j] = y[j + n] - y[j] - step(i) / 6 * (f[j] + 4 * fMiddle[j] + f[j + n]);
            }
        }
        System.arraycopy(programs.conditions(left(y), right(y), p, q), 0, equations, intervals * n, n + k);
        return new Residual(f, middle, fMiddle, equations);
    }

    /// The derivative of the equations by the states and the unknown parameters.
    BlockMatrix jacobian(double[] y, double[] p, Residual at) {
        int k = p.length;
        int intervals = intervals();
        PointPrograms.Partials ends = programs.partials(mesh, y, n, p, q);
        PointPrograms.Partials middle = programs.partials(middles, at.middle(), n, p, q);
        double[] left = new double[intervals * n * n];
        double[] right = new double[intervals * n * n];
        double[] unknowns = new double[intervals * n * k];
        for (int i = 0; i < intervals; i++) {
            double h = step(i);
            // f_m depends on both ends through y_m: J_m (1/2 +- h/8 J)
            through(middle.y(), ends.y(), i, i, n, -h * h / 12, left);
            through(middle.y(), ends.y(), i, i + 1, n, h * h / 12, right);
            through(middle.y(), ends.p(), i, i, k, -h * h / 12, unknowns);
            through(middle.y(), ends.p(), i, i + 1, k, h * h / 12, unknowns);
            for (int j = i * n * n; j < (i + 1) * n * n; j++) {
                left[j] -= h / 6 * (ends.y()[j] + 2 * middle.y()[j]);
                right[j] -= h / 6 * (ends.y()[j + n * n] + 2 * middle.y()[j]);
            }
            for (int j = i * n * k; j < (i + 1) * n * k; j++) {
                unknowns[j] -= h / 6 * (ends.p()[j] + ends.p()[j + n * k] + 4 * middle.p()[j]);
            }
            for (int j = 0; j < n; j++) {
                left[(i * n + j) * n + j] -= 1;
                right[(i * n + j) * n + j] += 1;
            }
        }
        PointPrograms.ConditionPartials g = programs.conditionPartials(left(y), right(y), p, q);
        return new BlockMatrix(
                n, k, left, right, unknowns, g.left().toDoubles(), g.right().toDoubles(), g.p().toDoubles());
    }

    /// Adds `scale a[i] b[j]` to `sum[i]`: `a` of blocks `n x n`, `b` and `sum` of blocks `n x width`.
    private void through(double[] a, double[] b, int i, int j, int width, double scale, double[] sum) {
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < width; c++) {
                double dot = 0;
                for (int s = 0; s < n; s++) {
                    dot += a[(i * n + r) * n + s] * b[(j * n + s) * width + c];
                }
                sum[(i * n + r) * width + c] += scale * dot;
            }
        }
    }

    private double[] left(double[] y) {
        return Arrays.copyOf(y, n);
    }

    private double[] right(double[] y) {
        return Arrays.copyOfRange(y, y.length - n, y.length);
    }
}
