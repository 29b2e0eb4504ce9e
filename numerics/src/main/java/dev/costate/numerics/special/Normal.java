package dev.costate.numerics.special;

import dev.costate.Costate;
import dev.costate.Jvp;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.ops.Elementwise;

/// The standard normal distribution.
public final class Normal {
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double LOG_ROOT_2_PI = 0.5 * Math.log(2 * Math.PI);

    /// With derivatives that do not divide one number that vanishes by another: `(ln Phi)' = phi / Phi =
    /// sqrt(2/pi) / erfcx(-x / sqrt 2)`.
    private static final Fn1<Tensor, Tensor> LOG_CDF = Costate.customJvp(
            Normal::logDistribution,
            (x, dx) -> new Jvp<>(
                    logDistribution(x), dx.mul(x.mul(-ROOT_HALF).erfcx().rdiv(Math.sqrt(2 / Math.PI)))));

    private Normal() {}

    /// The density `e^(-x^2 / 2) / sqrt(2 pi)`.
    public static Tensor pdf(Tensor x) {
        return logPdf(x).exp();
    }

    /// The logarithm of the density, `-x^2 / 2 - ln sqrt(2 pi)`.
    public static Tensor logPdf(Tensor x) {
        return Elementwise.toFloating(x).square().mul(-0.5).sub(LOG_ROOT_2_PI);
    }

    /// The distribution function `Phi(x) = erfc(-x / sqrt 2) / 2`, accurate in the left tail; `cdf(x.neg())`
    /// is the right one.
    public static Tensor cdf(Tensor x) {
        return Elementwise.toFloating(x).mul(-ROOT_HALF).erfc().mul(0.5);
    }

    /// `ln Phi(x)`, finite as far as its own overflow.
    public static Tensor logCdf(Tensor x) {
        return LOG_CDF.apply(Elementwise.toFloating(x));
    }

    private static Tensor logDistribution(Tensor x) {
        Tensor left = x.lt(-1);
        Tensor near = left.select(-1.0, x);
        Tensor far = left.select(x, -1.0);
        // erfc z = e^(-z^2) erfcx z
        Tensor tail =
                far.mul(-ROOT_HALF).erfcx().mul(0.5).log().sub(far.square().mul(0.5));
        return left.select(tail, near.mul(ROOT_HALF).erfc().mul(-0.5).log1p());
    }

    /// The `x` with `Phi(x) = p`; infinite at 0 and 1, NaN beyond.
    ///
    /// Below 0.1, where `erf` has no digits left for the tail, by three steps of Halley's method on `ln Phi`
    /// from its asymptote, whose last step has the derivatives of the inverse.
    public static Tensor quantile(Tensor p) {
        return inverse(Elementwise.toFloating(p));
    }

    private static Tensor inverse(Tensor p) {
        Tensor tail = p.lt(0.1).and(p.gt(0));
        Tensor middle = tail.select(0.5, p).mul(2).sub(1).erfInv().mul(Math.sqrt(2));
        Tensor log = tail.select(p, 0.05).log();
        // phi(x) / |x| = p, twice
        Tensor square = log.mul(-2);
        for (int i = 0; i < 2; i++) {
            square = log.mul(-2).sub(square.mul(2 * Math.PI).log()).maximum(1);
        }
        Tensor x = square.sqrt().neg();
        for (int i = 0; i < 3; i++) {
            // f = ln Phi(x) - ln p, f' = phi / Phi = m, f'' = -m (x + m)
            Tensor f = logDistribution(x).sub(log);
            Tensor m = x.mul(-ROOT_HALF).erfcx().rdiv(Math.sqrt(2 / Math.PI));
            Tensor newton = f.div(m);
            x = x.sub(newton.div(newton.mul(x.add(m)).mul(0.5).add(1)));
        }
        return tail.select(x, middle);
    }
}
