package dev.costate.internal.functions;

import dev.costate.graph.Comparison;

/// The exponential function and what is made of it.
///
/// `e^x = 2^n e^r` with n the integer nearest to `x / ln 2`, so that `|r| <= ln 2 / 2`. The remainder is found as
/// W. J. Cody and W. Waite do (Software Manual for the Elementary Functions, 1980), with fused operations in the
/// place of their short constants. Tables are from `function_coefficients.py` beside the tests.
final class Exponentials {
    /// Q of `e^r = 1 + r + r^2 Q(r)`, off by 2^-31.1.
    private static final double[] EXP_SINGLE = {0.5, 0.16666667, 0.04166649, 0.008333207, 0.0013932663, 0.00019945162};

    /// Q of `e^r = 1 + r + r^2 Q(r)`, off by 2^-60.4.
    private static final double[] EXP_DOUBLE = {
        0.5, 0.16666666666666677, 0.04166666666666667, 0.00833333333332136,
        0.0013888888888884492, 0.00019841269886974481, 2.4801587324962812e-05, 2.755724318222955e-06,
        2.7557272383742e-07, 2.5109461088368835e-08, 2.091601088524489e-09
    };

    /// P of `sinh x = x + x^3 P(x^2)`, `|x| <= 1`, off by 2^-31.4.
    private static final double[] SINH_SINGLE = {0.16666667, 0.008333311, 0.00019842635, 2.783993e-06};

    /// P of `sinh x = x + x^3 P(x^2)`, `|x| <= 1`, off by 2^-61.7.
    private static final double[] SINH_DOUBLE = {
        0.16666666666666669,
        0.008333333333332915,
        0.00019841269841589223,
        2.755731910850332e-06,
        2.5052130670602823e-08,
        1.6056687671140588e-10,
        7.775668206707446e-13
    };

    /// Below it the sine is a polynomial.
    private static final double SINH_CENTRAL = 1;

    private static final double LOG2_E = 1.4426950408889634;

    private Exponentials() {}

    /// `x = n ln 2 + r` and `e^r = 1 + r + s`, with n in the last digits of `shifted`. What is lost by rounding r is in
    /// s.
    private record Reduced<V>(V shifted, V r, V s) {
        /// n as bits.
        <M> V n(Arithmetic<V, M> a) {
            return a.subBits(
                    a.asBits(shifted), a.asBits(a.constant(Format.of(a.dtype()).rounder())));
        }

        /// `2^n`, if that is a normal number: n moves to the place of the exponent, and all before it drops out.
        <M> V power(Arithmetic<V, M> a) {
            return Exponentials.power(a, a.asBits(shifted));
        }
    }

    private static <V, M> Reduced<V> reduce(Arithmetic<V, M> a, V x) {
        Format format = Format.of(a.dtype());
        V rounder = a.constant(format.rounder());
        V shifted = a.fma(x, a.constant(LOG2_E), rounder);
        V n = a.sub(shifted, rounder);
        // This difference is exact: n ln2High ends where x does, and the leading digits cancel.
        V near = a.fma(n, a.constant(-format.ln2High), x);
        V low = a.constant(-format.ln2Low);
        V r = a.fma(n, low, near);
        V lost = a.fma(n, low, a.sub(near, r));
        V square = a.mul(r, r);
        // The long polynomial in steps side by side; the short one gains nothing from that but an operation more.
        V q = format == Format.SINGLE ? Polynomial.at(a, EXP_SINGLE, r) : Polynomial.at(a, EXP_DOUBLE, r, square);
        return new Reduced<>(shifted, r, a.fma(square, q, lost));
    }

    /// `x + r + s`, where r is not larger than x (or x is 0) and s is much smaller.
    private static <V, M> V sum(Arithmetic<V, M> a, V x, V r, V s) {
        V high = a.add(x, r);
        V low = a.sub(r, a.sub(high, x));
        return a.add(high, a.add(low, s));
    }

    /// `e^r`.
    private static <V, M> V exp(Arithmetic<V, M> a, Reduced<V> reduced) {
        return sum(a, a.constant(1), reduced.r, reduced.s);
    }

    /// `2^k` of bits k in the range of normal numbers.
    private static <V, M> V power(Arithmetic<V, M> a, V k) {
        Format format = Format.of(a.dtype());
        return a.asValue(a.shiftLeft(a.addBits(k, a.bits(format.bias())), format.exponentAt()));
    }

    /// x, or the bound if it is above.
    private static <V, M> V atMost(Arithmetic<V, M> a, V x, double bound) {
        return a.select(a.compare(Comparison.GT, x, a.constant(bound)), a.constant(bound), x);
    }

    /// x, or the bound if it is below.
    private static <V, M> V atLeast(Arithmetic<V, M> a, V x, double bound) {
        return a.select(a.compare(Comparison.LT, x, a.constant(bound)), a.constant(bound), x);
    }

    static <V, M> V exp(Arithmetic<V, M> a, V x) {
        Format format = Format.of(a.dtype());
        return scaled(a, atMost(a, atLeast(a, x, format.expVanishes), format.expOverflows), 0);
    }

    /// `2^by e^x` between the bounds of the format. The power of two is applied in halves: it may be beyond the
    /// normal numbers where the result, or a rounded result, is not.
    private static <V, M> V scaled(Arithmetic<V, M> a, V x, long by) {
        Reduced<V> reduced = reduce(a, x);
        V n = reduced.n(a);
        V half = a.shiftRight(n, 1);
        V rest = a.subBits(n, half);
        V other = by == 0 ? rest : a.addBits(rest, a.bits(by));
        return a.mul(a.mul(exp(a, reduced), power(a, half)), power(a, other));
    }

    /// `2^n e^r - 1 = 2^n (e^r - 1) + (2^n - 1)`.
    static <V, M> V expm1(Arithmetic<V, M> a, V x) {
        Format format = Format.of(a.dtype());
        V bounded = atMost(a, atLeast(a, x, -format.saturation), format.expOverflows);
        Reduced<V> reduced = reduce(a, bounded);
        // Half of the power, for 2^n may overflow where the result does not.
        V power = power(a, a.subBits(reduced.n(a), a.bits(1)));
        V half = sum(a, a.sub(power, a.constant(0.5)), a.mul(power, reduced.r), a.mul(power, reduced.s));
        V far = a.add(half, half);
        // Where n is surely 0: halving would cost a subnormal number its last digit.
        M central = a.compare(Comparison.LT, a.abs(x), a.constant(0.34));
        V value = a.select(central, a.add(reduced.r, reduced.s), far);
        return Signs.copy(a, a.abs(value), x);
    }

    /// `1 / (1 + e^-x)`, on the left `e^x / (1 + e^x)`, which keeps the tail.
    static <V, M> V sigmoid(Arithmetic<V, M> a, V x) {
        V one = a.constant(1);
        V tail = scaled(a, atLeast(a, a.neg(a.abs(x)), Format.of(a.dtype()).expVanishes), 0);
        V above = a.select(a.compare(Comparison.LT, x, a.constant(0)), tail, one);
        V below = a.add(one, tail);
        return a.div(above, below);
    }

    /// `(e^2x - 1) / (e^2x + 1)` for `x >= 0`, and odd: with `e^2x - 1 = 2^n (e^r - 1) + (2^n - 1)`, which is accurate
    /// near 0 too.
    static <V, M> V tanh(Arithmetic<V, M> a, V x) {
        V size = a.abs(x);
        V twice = atMost(a, a.add(size, size), Format.of(a.dtype()).saturation);
        Reduced<V> reduced = reduce(a, twice);
        V power = reduced.power(a);
        V high = a.fma(power, reduced.r, a.sub(power, a.constant(1)));
        V less = a.fma(power, reduced.s, high);
        return Signs.copy(a, a.div(less, a.add(less, a.constant(2))), x);
    }

    /// `(e^x - e^-x) / 2` for `x >= 1`, and odd.
    static <V, M> V sinh(Arithmetic<V, M> a, V x) {
        V size = a.abs(x);
        V half = halfExp(a, size);
        V far = a.sub(half, a.div(a.constant(0.25), half));
        V near = odd(a, Format.of(a.dtype()) == Format.SINGLE ? SINH_SINGLE : SINH_DOUBLE, size);
        return Signs.copy(a, a.select(a.compare(Comparison.LT, size, a.constant(SINH_CENTRAL)), near, far), x);
    }

    /// `(e^x + e^-x) / 2`.
    static <V, M> V cosh(Arithmetic<V, M> a, V x) {
        V half = halfExp(a, a.abs(x));
        return a.add(half, a.div(a.constant(0.25), half));
    }

    /// `e^x / 2`, which is finite a little farther than `e^x`.
    private static <V, M> V halfExp(Arithmetic<V, M> a, V size) {
        return scaled(a, atMost(a, size, Format.of(a.dtype()).expOverflows + 1), -1);
    }

    /// `x + x^3 P(x^2)`.
    private static <V, M> V odd(Arithmetic<V, M> a, double[] p, V x) {
        V square = a.mul(x, x);
        return a.fma(a.mul(x, square), Polynomial.at(a, p, square), x);
    }
}
