package dev.costate.internal.functions;

import dev.costate.graph.Comparison;

/// The logarithm, of x and of 1 + x.
///
/// `ln x = e ln 2 + ln(1 + f)` where `x = 2^e (1 + f)` and `1 + f` is between the square roots of 1/2 and 2. Tables
/// are from `function_coefficients.py` beside the tests.
final class Logarithms {
    /// P of `ln(1 + f) = f - f^2/2 + f^3 P(f)`, off by 2^-27.3.
    private static final double[] LOG_SINGLE = {
        0.33333316, -0.25000808, 0.20002295, -0.16624638,
        0.1418114, -0.13128117, 0.12881418, -0.0786018
    };

    /// P of `ln(1 + f) = f - f^2/2 + f^3 P(f)`, off by 2^-57.9.
    private static final double[] LOG_DOUBLE = {
        0.3333333333333347, -0.24999999999999245, 0.19999999999940737, -0.16666666666828275,
        0.142857142943706, -0.12499999990527293, 0.11111110494452837, -0.09999999958195192,
        0.09090933781292723, -0.08333357746293847, 0.07691721121234023, -0.07141803435215205,
        0.06674864656320385, -0.06271609969911188, 0.05821851833084644, -0.05318933118663408,
        0.05388893660178717, -0.06278559031157455, 0.05766846672736666, -0.02484170977605066
    };

    private Logarithms() {}

    static <V, M> V log(Arithmetic<V, M> a, V x) {
        Format format = Format.of(a.dtype());
        M subnormal = a.compare(Comparison.LT, x, a.constant(format.smallestNormal()));
        V normal = a.select(subnormal, a.mul(x, a.constant(format.integers())), x);
        Split<V> split = split(a, normal);
        V e = a.select(subnormal, a.sub(split.e, a.constant(format.exponentAt())), split.e);
        return special(a, x, x, sum(a, e, a.sub(split.m, a.constant(1))));
    }

    /// The logarithm of the rounded `u = 1 + x`, with what rounding lost added to f: where `|x|` is small, f is x.
    static <V, M> V log1p(Arithmetic<V, M> a, V x) {
        Format format = Format.of(a.dtype());
        V one = a.constant(1);
        V u = a.add(x, one);
        // u + lost = x + 1 exactly (O. Moller, "Quasi double-precision in floating point addition", 1965).
        V other = a.sub(u, one);
        V lost = a.add(a.sub(one, a.sub(u, other)), a.sub(x, other));
        Split<V> split = split(a, u);
        // 2^(1 - e) is normal, or 0 at the end of the range, where nothing lost counts.
        V power = a.asValue(a.shiftLeft(a.subBits(a.bits(format.bias() + 1), split.bits), format.exponentAt()));
        V f = a.fma(lost, a.mul(power, a.constant(0.5)), a.sub(split.m, one));
        V value = special(a, x, u, sum(a, split.e, f));
        return Signs.copy(a, a.abs(value), x);
    }

    /// `x = 2^e m`: e as a value and as bits, and m between the square roots of 1/2 and 2.
    private record Split<V>(V e, V bits, V m) {}

    private static <V, M> Split<V> split(Arithmetic<V, M> a, V x) {
        Format format = Format.of(a.dtype());
        V bits = a.asBits(x);
        V above = a.subBits(bits, a.asBits(a.constant(Math.sqrt(0.5))));
        V e = a.shiftRight(above, format.exponentAt());
        V m = a.asValue(a.subBits(bits, a.shiftLeft(e, format.exponentAt())));
        V rounder = a.constant(format.rounder());
        V value = a.sub(a.asValue(a.addBits(e, a.asBits(rounder))), rounder);
        return new Split<>(value, e, m);
    }

    /// `e ln 2 + ln(1 + f)`, the smallest terms first.
    private static <V, M> V sum(Arithmetic<V, M> a, V e, V f) {
        Format format = Format.of(a.dtype());
        V p = Polynomial.at(a, format == Format.SINGLE ? LOG_SINGLE : LOG_DOUBLE, f);
        V cube = a.mul(a.mul(f, f), f);
        V small = a.fma(cube, p, a.mul(e, a.constant(format.ln2Low)));
        V rest = a.fma(a.mul(f, a.constant(-0.5)), f, small);
        return a.fma(e, a.constant(format.ln2High), a.add(f, rest));
    }

    /// The logarithm's value, of the argument x with logarithm that of u: infinite at the ends, NaN outside.
    private static <V, M> V special(Arithmetic<V, M> a, V x, V u, V value) {
        V zero = a.constant(0);
        V finite = a.select(a.compare(Comparison.LT, x, a.constant(Double.POSITIVE_INFINITY)), value, x);
        V positive = a.select(a.compare(Comparison.LT, u, zero), a.constant(Double.NaN), finite);
        return a.select(a.compare(Comparison.EQ, u, zero), a.constant(Double.NEGATIVE_INFINITY), positive);
    }
}
