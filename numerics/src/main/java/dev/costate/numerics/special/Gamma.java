package dev.costate.numerics.special;

import dev.costate.Tensor;
import dev.costate.ops.Elementwise;

/// Functions made of the gamma function, for real tensors; `x.lgamma()` and `x.digamma()` are the engine's.
public final class Gamma {
    private Gamma() {}

    /// `Gamma(x)` (DLMF 5.2.1): infinite at 0, NaN at -1, -2, ...
    ///
    /// Exact to rounding times `ln Gamma(x)`: 1e-14 of itself at 20, 1e-13 where it overflows at 171.6.
    public static Tensor gamma(Tensor x) {
        Tensor floating = Elementwise.toFloating(x);
        // Gamma is negative from -1 to 0, positive from -2 to -1, ...
        Tensor floor = floating.floor();
        Tensor odd = floor.sub(floor.mul(0.5).floor().mul(2));
        Tensor sign = floating.lt(0).select(odd.mul(-2).add(1), 1.0);
        Tensor pole = floating.lt(0).and(floating.eq(floor));
        Tensor size = floating.lgamma().exp();
        return pole.select(Double.NaN, size.mul(sign.stopGradient()));
    }

    /// `ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b)` (DLMF 5.12.1) for positive numbers.
    ///
    /// The error is one of rounding of the largest of the three.
    public static Tensor logBeta(Tensor a, Tensor b) {
        Tensor x = Elementwise.toFloating(a);
        Tensor y = Elementwise.toFloating(b);
        return x.lgamma().add(y.lgamma()).sub(x.add(y).lgamma());
    }

    /// `B(a, b) = Gamma(a) Gamma(b) / Gamma(a + b)` for positive numbers.
    public static Tensor beta(Tensor a, Tensor b) {
        return logBeta(a, b).exp();
    }
}
