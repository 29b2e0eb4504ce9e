package dev.costate.studies.schroedinger;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.Tree;

/// The exact solution of `i psi_t = -1/2 psi_xx` from a Gaussian at rest:
///
/// ```
/// psi = (s^2 / pi)^(1/4) (s^2 + it)^(-1/2) exp(-x^2 / (2 (s^2 + it)))
/// ```
///
/// @param s its width at the start, the square root of twice its variance
record FreeGaussian(double s) {
    /// The wave function at points, `[n]`.
    Complex at(Tensor x, double t) {
        Complex spread = Complex.of(s * s, t);
        Complex bell = Complex.real(x.square().div(-2)).div(spread).exp();
        return bell.div(spread.sqrt()).mul(Math.pow(s * s / Math.PI, 0.25));
    }

    /// The start as the document has it: normalised as a sum over the grid.
    static Complex start(Tensor x, Tensor s, double dx) {
        Tensor bell = x.div(s).square().div(-2).exp();
        Tensor norm = bell.square().sum().mul(dx).sqrt();
        Tensor u = bell.div(norm);
        return new Complex(u, Tree.zerosLike(u));
    }

    /// The density's standard deviation, `sqrt((s^2 + t^2 / s^2) / 2)`.
    double deviation(double t) {
        return Math.sqrt((s * s + t * t / (s * s)) / 2);
    }

    /// Its derivative by the width at the start, `(s - t^2 / s^3) / (2 deviation)`.
    double deviationByWidth(double t) {
        return (s - t * t / (s * s * s)) / (2 * deviation(t));
    }

    /// When the middle of the real part turns from a maximum to a minimum: `psi_xx(0)` goes as `(s^2 +
    /// it)^(-3/2)`, which is imaginary at the angle `pi / 3`.
    double turning() {
        return Math.sqrt(3) * s * s;
    }

    /// The density at a point.
    double density(double x, double t) {
        double square = s * s + t * t / (s * s);
        return Math.exp(-x * x / square) / Math.sqrt(Math.PI * square);
    }
}
