package dev.costate.random;

import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.Jvp;
import dev.costate.Tensor;
import dev.costate.ops.Creation;

/// How a gamma number moves with its shape parameter when the distribution function stays where it is:
/// `dx/da = -(dP/da) / (dP/dx)`, `P(a, x)` the regularised incomplete gamma function.
///
/// With `S = sum_n x^n / ((a+1) ... (a+n))` it is `P = x^a e^-x S / Gamma(a+1)`, good below the mean; above it,
/// with Legendre's continued fraction `F`, `1 - P = x^a e^-x F / Gamma(a)` (Abramowitz and Stegun 6.5.29,
/// 6.5.31). Each step of their loops is differentiated by forward mode, so that a loop goes on until its
/// derivative has converged: at an integer `a` the fraction ends early, its derivative does not.
final class GammaDerivative {
    private static final double PRECISION = 0x1p-50;

    /// Far more steps than it takes, about `10 sqrt(a)`; a loop that only rounding keeps going ends here.
    private static final int LIMIT = 100_000;

    private static final int SHIFT = 10;

    /// `B_2k / (2k)` of the asymptotic series of the digamma function (Abramowitz and Stegun 6.3.18).
    private static final double[] DIGAMMA = {1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760};

    private GammaDerivative() {}

    /// The sum up to term `n`.
    private record Series(Tensor a, Tensor term, Tensor sum, Tensor n) {}

    /// The fraction up to partial numerator `n`: by what the last one changed it, `c d`.
    private record Fraction(Tensor a, Tensor c, Tensor d, Tensor change, Tensor value, Tensor n) {}

    /// `dx/da` at scalars `a > 0`, `x >= 0`, computed in `float64`.
    static Tensor of(Tensor a, Tensor x) {
        Tensor shape = a.to(DType.FLOAT64);
        Tensor point = x.to(DType.FLOAT64).maximum(Double.MIN_NORMAL);
        Tensor edge = shape.maximum(1);
        Tensor low = point.minimum(edge);
        Tensor high = point.maximum(edge);
        Tensor digamma = digamma(shape);

        // -(x/a) [(ln x - psi(a+1)) S + dS/da]
        Jvp<Series> s = series(shape, low);
        Tensor slope = low.log().sub(digamma.add(shape.reciprocal()));
        Tensor bracket = slope.mul(s.value().sum()).add(s.tangent().sum());
        Tensor below = bracket.mul(low.div(shape)).neg();

        // x [(ln x - psi(a)) F + dF/da]
        Jvp<Fraction> f = fraction(shape, high);
        Tensor above = high.log()
                .sub(digamma)
                .mul(f.value().value())
                .add(f.tangent().value())
                .mul(high);

        return point.le(edge).select(below, above).to(a.dtype());
    }

    /// `1 + x/(a+1) (1 + x/(a+2) (1 + ...))`, `x <= max(a, 1)`.
    private static Jvp<Series> series(Tensor a, Tensor x) {
        Tensor one = Creation.onesLike(a);
        Tensor zero = Creation.zerosLike(a);
        Jvp<Series> start = new Jvp<>(new Series(a, one, one, zero), new Series(one, zero, zero, zero));
        return Costate.whileLoop(
                s -> s.value()
                        .term()
                        .gt(s.value().sum().mul(PRECISION))
                        .or(changes(s.tangent().term(), s.tangent().sum()))
                        .and(s.value().n().lt(LIMIT)),
                s -> Costate.jvp(
                        t -> {
                            Tensor n = t.n().add(1);
                            Tensor term = t.term().mul(x.div(t.a().add(n)));
                            return new Series(t.a(), term, t.sum().add(term), n);
                        },
                        s.value(),
                        s.tangent()),
                start);
    }

    /// `1 / (x+1-a + 1 (a-1) / (x+3-a + 2 (a-2) / (x+5-a + ...)))`, `x >= max(a, 1)`, by Lentz's method (1976).
    private static Jvp<Fraction> fraction(Tensor a, Tensor x) {
        Tensor one = Creation.onesLike(a);
        Tensor zero = Creation.zerosLike(a);
        Tensor first = x.add(1).sub(a).reciprocal();
        Tensor slope = first.square();
        // c is infinite before the first step; that much does as well.
        Jvp<Fraction> start = new Jvp<>(
                new Fraction(a, one.mul(1e30), first, one.add(1), first, zero),
                new Fraction(one, zero, slope, one, slope, zero));
        return Costate.whileLoop(
                f -> f.value()
                        .change()
                        .sub(1)
                        .abs()
                        .gt(PRECISION)
                        .or(changes(
                                f.tangent().change().mul(f.value().value()),
                                f.tangent().value()))
                        .and(f.value().n().lt(LIMIT)),
                f -> Costate.jvp(
                        t -> {
                            Tensor n = t.n().add(1);
                            Tensor numerator = n.mul(t.a().sub(n));
                            Tensor b = x.sub(t.a()).add(n.mul(2).add(1));
                            Tensor d = numerator.mul(t.d()).add(b).reciprocal();
                            Tensor c = numerator.div(t.c()).add(b);
                            Tensor change = c.mul(d);
                            return new Fraction(t.a(), c, d, change, t.value().mul(change), n);
                        },
                        f.value(),
                        f.tangent()),
                start);
    }

    private static Tensor changes(Tensor by, Tensor whole) {
        return by.abs().gt(whole.abs().mul(PRECISION));
    }

    /// The derivative of `ln Gamma`: upward to where its asymptotic series is exact to rounding.
    private static Tensor digamma(Tensor a) {
        Tensor steps = Creation.zerosLike(a);
        for (int k = 0; k < SHIFT; k++) {
            steps = steps.add(a.add(k).reciprocal());
        }
        Tensor z = a.add(SHIFT);
        Tensor square = z.square().reciprocal();
        Tensor tail = Creation.zerosLike(a);
        for (int k = DIGAMMA.length - 1; k >= 0; k--) {
            tail = tail.add(DIGAMMA[k]).mul(square);
        }
        return z.log().sub(z.reciprocal().mul(0.5)).sub(tail).sub(steps);
    }
}
