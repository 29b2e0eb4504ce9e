package dev.costate.internal.rules;

import dev.costate.Tensor;

/// The second derivative of digamma, composed of arithmetic, so that it has all derivatives itself.
///
/// Rightward of zero each is off by no more than some 1e-13 of itself (in `FLOAT64`); on the left by as much of
/// its larger part, the reflection `pi cot(pi x)` or the function at `1 - x`.
final class Polygamma {
    /// How far an argument goes up before the asymptotic series is taken.
    private static final int STEPS = 15;

    /// `(2k + 1) B_2k`: `digamma'' z = -1/z^2 - 1/z^3 - sum_k (2k + 1) B_2k / z^(2k + 2)`, the series of
    /// DLMF 5.11.2 derived twice.
    private static final double[] SERIES = {1.0 / 2, -1.0 / 6, 1.0 / 6, -3.0 / 10, 5.0 / 6, -691.0 / 210, 35.0 / 2};

    private Polygamma() {}

    /// `digamma'' x`.
    static Tensor tetragamma(Tensor x) {
        Tensor left = x.lt(0);
        // Of the two branches each has an argument that suits it, so that no NaN goes into the other.
        Tensor right = rightward(left.select(x.rsub(1), x));
        Tensor part = left.select(x.sub(x.round().stopGradient()), 0.25).mul(Math.PI);
        Tensor sine = part.sin();
        // digamma(1 - x) - pi cot(pi x) = digamma x (DLMF 5.5.4), derived twice
        Tensor reflected = part.cos()
                .div(sine.square().mul(sine))
                .mul(-2 * Math.PI * Math.PI * Math.PI)
                .add(right);
        return left.select(reflected, right);
    }

    /// `digamma'' x` for `x >= 0`.
    private static Tensor rightward(Tensor x) {
        Tensor sum = null;
        for (int k = 0; k < STEPS; k++) {
            Tensor inverse = x.add(k).reciprocal();
            Tensor term = inverse.square().mul(inverse).mul(-2);
            sum = sum == null ? term : sum.add(term);
        }
        Tensor inverse = x.add(STEPS).reciprocal();
        Tensor square = inverse.square();
        Tensor tail = square.mul(SERIES[SERIES.length - 1]);
        for (int k = SERIES.length - 2; k >= 0; k--) {
            tail = tail.add(SERIES[k]).mul(square);
        }
        Tensor series = tail.add(inverse).add(1).mul(square).neg();
        return sum == null ? series : sum.add(series);
    }
}
