package dev.costate.numerics.bvp;

import java.util.Arrays;

/// How well the piecewise cubic satisfies the differential equation between the mesh's points, and a finer
/// mesh where it does not.
///
/// The residual `S'(x) - f(x, S(x))` is zero at both ends of an interval, so that the five-point Lobatto rule
/// for the mean of its square needs it at three places.
final class Refinement {
    /// Above so many tolerances an interval is split in three, else in two.
    private static final double MUCH = 100;

    private static final double PLACE = 0.5 * Math.sqrt(3.0 / 7);
    private static final double WEIGHT_MIDDLE = 16.0 / 45;
    private static final double WEIGHT_BESIDE = 49.0 / 180;

    private Refinement() {}

    /// The root mean square of the residual relative to `1 + |f|` over each interval, summed over the
    /// components.
    static <Q> double[] residuals(MeshEquations<Q> equations, DampedNewton.End end) {
        MeshEquations.Residual residual = end.residual();
        int n = equations.components();
        int intervals = equations.intervals();
        double[] sum = new double[intervals];
        for (int i = 0; i < intervals; i++) {
            for (int j = i * n; j < (i + 1) * n; j++) {
                // the cubic meets f in the middle up to what Newton's method left
                double defect = 1.5 * residual.equations()[j] / equations.step(i);
                sum[i] += WEIGHT_MIDDLE * square(defect / (1 + Math.abs(residual.middleSlopes()[j])));
            }
        }
        Cubics cubics = new Cubics(equations.mesh(), end.y(), residual.slopes(), n);
        for (double side : new double[] {-PLACE, PLACE}) {
            double[] x = new double[intervals];
            double[] states = new double[intervals * n];
            double[] slopes = new double[intervals * n];
            for (int i = 0; i < intervals; i++) {
                x[i] = equations.middle(i) + side * equations.step(i);
                cubics.value(i, 0.5 + side, states, i * n);
                cubics.slope(i, 0.5 + side, slopes, i * n);
            }
            double[] f = equations.slopes(x, states, end.p());
            for (int i = 0; i < intervals; i++) {
                for (int j = i * n; j < (i + 1) * n; j++) {
                    sum[i] += WEIGHT_BESIDE * square((slopes[j] - f[j]) / (1 + Math.abs(f[j])));
                }
            }
        }
        return Arrays.stream(sum).map(Math::sqrt).toArray();
    }

    /// How many points a mesh gains.
    static int gain(double[] residuals, double tolerance) {
        int gain = 0;
        for (double residual : residuals) {
            gain += parts(residual, tolerance) - 1;
        }
        return gain;
    }

    /// The mesh with new points, evenly spaced in each interval that is split.
    static double[] split(double[] mesh, double[] residuals, double tolerance) {
        double[] finer = new double[mesh.length + gain(residuals, tolerance)];
        int at = 0;
        for (int i = 0; i < residuals.length; i++) {
            int parts = parts(residuals[i], tolerance);
            for (int part = 0; part < parts; part++) {
                finer[at++] = mesh[i] + (mesh[i + 1] - mesh[i]) * part / parts;
            }
        }
        finer[at] = mesh[mesh.length - 1];
        return finer;
    }

    private static int parts(double residual, double tolerance) {
        if (residual <= tolerance) {
            return 1;
        }
        return residual < MUCH * tolerance ? 2 : 3;
    }

    private static double square(double x) {
        return x * x;
    }
}
