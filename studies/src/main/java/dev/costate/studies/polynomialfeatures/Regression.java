package dev.costate.studies.polynomialfeatures;

import dev.costate.Tensor;

/// A linear least-squares problem: `E(theta) = mean((features theta - y)^2)`.
///
/// @param features one row a point, `[m, n]`
/// @param y what is to be met, `[m]`
record Regression(Tensor features, Tensor y) {
    /// The powers of the points' abscissas up to `degree` as features.
    static Regression of(Points points, int degree) {
        return new Regression(Points.powers(points.x(), degree), points.y());
    }

    /// The number of coefficients.
    int size() {
        return features.dim(1);
    }

    /// `theta = 1`, the document's start.
    Tensor ones() {
        return Tensor.ones(size()).to(features.dtype());
    }

    /// The mean squared error, `[n] -> []`.
    Tensor error(Tensor theta) {
        return features.matmul(theta).sub(y).square().mean();
    }

    /// The document's gradient, `2/m X^T (X theta - y)`, `[n] -> [n]`.
    Tensor gradient(Tensor theta) {
        return features.transpose().matmul(features.matmul(theta).sub(y)).mul(2.0 / y.dim(0));
    }

    /// The second derivative of the error, the same everywhere: `2/m X^T X`, `[n, n]`.
    Tensor hessian() {
        return features.transpose().matmul(features).mul(2.0 / y.dim(0));
    }

    /// The coefficients of least error, where `H theta = 2/m X^T y`.
    ///
    /// @param spectrum of [#hessian]
    Tensor leastSquares(Spectrum spectrum) {
        return spectrum.solve(features.transpose().matmul(y).mul(2.0 / y.dim(0)));
    }
}
