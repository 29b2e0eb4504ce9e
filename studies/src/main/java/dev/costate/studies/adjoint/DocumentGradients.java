package dev.costate.studies.adjoint;

import java.util.function.DoubleUnaryOperator;

/// The document's `compute_gradients`, line by line: the gradients by a `V` and a `b` that serve in every step.
///
/// @param v `gradV`, `N x N`
/// @param b `gradb`, `N`
record DocumentGradients(double[][] v, double[] b) {
    /// Computes the gradients as the document does.
    ///
    /// Its last lines add the penalty once, `dt w2 V`, though it is paid in each of the `NT - 1` steps; the
    /// right term is `(NT - 1) dt w2 V`.
    ///
    /// @param phi the costates, `N I x NT`, samples in blocks of `N` rows; the last column is not read
    /// @param x the states in the same layout
    /// @param v the weights, `N x N`
    /// @param b the bias, `N`
    /// @param n `N`
    /// @param samples `I`
    /// @param timePoints `NT`
    /// @param sigma the nonlinearity
    /// @param weights `w1` and `w2`; `w1` is not read
    /// @param dt the length of a step
    static DocumentGradients compute(
            double[][] phi,
            double[][] x,
            double[][] v,
            double[] b,
            int n,
            int samples,
            int timePoints,
            DoubleUnaryOperator sigma,
            double[] weights,
            double dt) {
        double[][] gradV = new double[n][n];
        double[] gradB = new double[n];
        for (int k = 0; k < timePoints - 1; k++) {
            for (int i = 0; i < samples; i++) {
                int block = n * i;
                for (int row = 0; row < n; row++) {
                    for (int column = 0; column < n; column++) {
                        gradV[row][column] += dt * phi[block + row][k] * sigma.applyAsDouble(x[block + column][k]);
                    }
                    gradB[row] += dt * phi[block + row][k];
                }
            }
        }
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                gradV[row][column] += dt * weights[1] * v[row][column];
            }
            gradB[row] += dt * weights[1] * b[row];
        }
        return new DocumentGradients(gradV, gradB);
    }

    /// `gradV` row by row, then `gradb`.
    double[] flat() {
        int n = b.length;
        double[] all = new double[n * n + n];
        for (int row = 0; row < n; row++) {
            System.arraycopy(v[row], 0, all, row * n, n);
        }
        System.arraycopy(b, 0, all, n * n, n);
        return all;
    }
}
