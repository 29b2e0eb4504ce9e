package dev.costate.numerics.special;

import dev.costate.Tensor;
import dev.costate.ops.Elementwise;

/// The spectrum of a box, in NumPy's normalisation.
public final class Sinc {
    /// Below it the series is taken, exact to rounding as its derivatives are.
    private static final double NEAR = 0.75;

    private static final int TERMS = 10;

    private Sinc() {}

    /// `sin(pi x) / (pi x)`, 1 at 0, with all its derivatives there.
    public static Tensor of(Tensor x) {
        Tensor angle = Elementwise.toFloating(x).mul(Math.PI);
        Tensor near = angle.abs().lt(NEAR);
        Tensor far = near.select(1.0, angle);
        Tensor square = near.select(angle, 0.0).square();
        // sum_k (-a^2)^k / (2k + 1)!
        Tensor series = square.mul(0).add(1);
        for (int k = TERMS; k >= 1; k--) {
            series = series.mul(square).mul(-1.0 / (2 * k * (2 * k + 1))).add(1);
        }
        return near.select(series, far.sin().div(far));
    }
}
