package dev.costate.internal.rules;

import dev.costate.DType;
import dev.costate.Tensor;

/// The derivative of erfcx, composed of arithmetic.
final class ScaledErrorFunction {
    private static final double ROOT_PI = Math.sqrt(Math.PI);

    /// The terms of the series: at its beginning the next one is below 1e-15 of the first (1e-8 in `FLOAT32`).
    private static final int TERMS = 14;

    private ScaledErrorFunction() {}

    /// `2 x erfcx x - 2/sqrt(pi)`, in the right tail by the asymptotic series of the difference, `2/sqrt(pi) sum_k
    /// (-1)^k (2k - 1)!! / (2 x^2)^k` from `k = 1` on (DLMF 7.12.1): there the two terms are nearly equal.
    ///
    /// @param x where
    /// @param y erfcx x
    static Tensor slope(Tensor x, Tensor y) {
        double far = x.dtype() == DType.FLOAT32 ? 5 : 10;
        Tensor tail = x.gt(far);
        Tensor s = tail.select(x, far).square().mul(2).reciprocal();
        Tensor sum = s.mul(1 - 2 * TERMS);
        for (int k = TERMS - 1; k >= 1; k--) {
            sum = sum.add(1).mul(s).mul(1 - 2 * k);
        }
        return tail.select(sum.mul(2 / ROOT_PI), x.mul(y).mul(2).sub(2 / ROOT_PI));
    }
}
