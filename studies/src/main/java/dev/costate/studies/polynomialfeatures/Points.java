package dev.costate.studies.polynomialfeatures;

import dev.costate.Tensor;
import dev.costate.ops.Layout;
import dev.costate.random.LegacyNumPy;
import java.util.stream.IntStream;

/// Points on a noisy cubic.
///
/// @param x the abscissas, `[m]`
/// @param y the ordinates, `[m]`
record Points(Tensor x, Tensor y) {
    /// Draws what the document draws after `np.random.seed(...)`: `x` normal around 2 with standard deviation 3,
    /// `y = x - 2 x^2 + x^3 / 2` with noise around -3 of standard deviation 3.
    static Points draw(LegacyNumPy random, int m) {
        Tensor x = random.normal(0, 1, m).mul(3).rsub(2);
        return new Points(x, cubic(x).add(random.normal(-3, 3, m)));
    }

    /// The curve without noise and without the noise's mean, `[...] -> [...]`.
    static Tensor cubic(Tensor x) {
        Tensor square = x.square();
        return x.sub(square.mul(2)).add(square.mul(x).mul(0.5));
    }

    /// The powers of `x` from 0 to `degree` as columns, `[m] -> [m, degree + 1]`: scikit-learn's
    /// `PolynomialFeatures`.
    static Tensor powers(Tensor x, int degree) {
        return Layout.stack(IntStream.rangeClosed(0, degree).mapToObj(x::pow).toList(), 1);
    }
}
