package dev.costate.internal.functions;

import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;

/// The sine and the cosine.
///
/// `x = n pi/2 + r` with n the nearest integer; n modulo 4 says which of `+-sin r`, `+-cos r` is meant. The remainder
/// is found with pi/2 in three parts (Cody and Waite, 1980) and kept as `r + rest`, so that it is right to the last
/// digit near the multiples of pi/2 too. Where x is too large for that, which is rare, [StrictMath] is asked. Tables
/// are
/// from `function_coefficients.py` beside the tests.
final class Circular {
    /// S of `sin r = r + r^3 S(r^2)`, off by 2^-32.5.
    private static final double[] SIN_SINGLE = {-0.16666667, 0.008333379, -0.00019852983, 2.8308025e-06};

    /// S of `sin r = r + r^3 S(r^2)`, off by 2^-63.2.
    private static final double[] SIN_DOUBLE = {
        -0.16666666666666666,
        0.008333333333333044,
        -0.00019841269840966777,
        2.755731907746324e-06,
        -2.505207214620687e-08,
        1.6054505788732953e-10,
        -7.4008749912437e-13
    };

    /// C of `cos r = 1 - r^2/2 + r^4 C(r^2)`, off by 2^-33.1.
    private static final double[] COS_SINGLE = {0.041666646, -0.0013887301, 2.443068e-05};

    /// C of `cos r = 1 - r^2/2 + r^4 C(r^2)`, off by 2^-63.9.
    private static final double[] COS_DOUBLE = {
        0.04166666666666659,
        -0.0013888888888872056,
        2.4801587288144777e-05,
        -2.755731395434278e-07,
        2.087566778569003e-09,
        -1.1356711424114233e-11
    };

    /// pi/2 in three numbers of the format.
    private static final double[] HALF_PI_SINGLE = {0x1.921fb6p0, -0x1.777a5cp-25, -0x1.ee59dap-50};

    private static final double[] HALF_PI_DOUBLE = {0x1.921fb54442d18p0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110
    };

    /// From here on three parts of pi/2 are too few.
    private static final double FAR_SINGLE = 0x1p17;

    private static final double FAR_DOUBLE = 0x1p30;

    private Circular() {}

    static <V, M> V sin(Arithmetic<V, M> a, V x) {
        V value = quadrant(a, a.abs(x), 0);
        V signed = a.asValue(a.xor(a.asBits(value), Signs.bit(a, x)));
        return elsewhere(a, UnaryFunction.SIN, x, signed);
    }

    static <V, M> V cos(Arithmetic<V, M> a, V x) {
        return elsewhere(a, UnaryFunction.COS, x, quadrant(a, a.abs(x), 1));
    }

    private static boolean isSingle(Arithmetic<?, ?> a) {
        return Format.of(a.dtype()) == Format.SINGLE;
    }

    private static <V, M> V elsewhere(Arithmetic<V, M> a, UnaryFunction function, V x, V value) {
        M far = a.compare(Comparison.GE, a.abs(x), a.constant(isSingle(a) ? FAR_SINGLE : FAR_DOUBLE));
        return a.exceptionally(far, function, x, value);
    }

    /// `sin(x + quarters pi/2)` for a bounded `x >= 0`.
    private static <V, M> V quadrant(Arithmetic<V, M> a, V x, int quarters) {
        Format format = Format.of(a.dtype());
        boolean single = isSingle(a);
        double[] halfPi = single ? HALF_PI_SINGLE : HALF_PI_DOUBLE;
        V rounder = a.constant(format.rounder());
        V shifted = a.fma(x, a.constant(2 / Math.PI), rounder);
        V n = a.sub(shifted, rounder);
        // The rounder's last digits are 0.
        V turned = a.addBits(a.asBits(shifted), a.bits(quarters));

        // This difference is exact: n times the first part ends where x does, and the leading digits cancel.
        V first = a.fma(n, a.constant(-halfPi[0]), x);
        V product = a.mul(n, a.constant(halfPi[1]));
        V productLost = a.fma(n, a.constant(halfPi[1]), a.neg(product));
        V second = a.sub(first, product);
        V other = a.sub(second, first);
        V lost = a.sub(a.sub(first, a.sub(second, other)), a.add(product, other));
        V third = a.fma(n, a.constant(-halfPi[2]), a.sub(lost, productLost));
        V r = a.add(second, third);
        V rest = a.add(a.sub(second, r), third);

        V square = a.mul(r, r);
        V s = Polynomial.at(a, single ? SIN_SINGLE : SIN_DOUBLE, square);
        V sine = a.add(r, a.fma(a.mul(r, square), s, rest));

        V c = Polynomial.at(a, single ? COS_SINGLE : COS_DOUBLE, square);
        V one = a.constant(1);
        V half = a.mul(square, a.constant(0.5));
        V high = a.sub(one, half);
        V low = a.sub(a.sub(one, high), half);
        V slope = a.fma(a.neg(r), rest, low);
        V cosine = a.add(high, a.fma(a.mul(square, square), c, slope));

        // -1 where n is odd, then the sign of the third and fourth quadrants.
        V odd = a.asValue(a.or(a.shiftLeft(turned, format.width() - 1), a.asBits(one)));
        V value = a.select(a.compare(Comparison.LT, odd, a.constant(0)), cosine, sine);
        V sign = a.and(a.shiftLeft(turned, format.width() - 2), a.bits(format.signBit()));
        return a.asValue(a.xor(a.asBits(value), sign));
    }
}
