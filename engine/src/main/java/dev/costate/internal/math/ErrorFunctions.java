package dev.costate.internal.math;

/// The error function and its complements in double precision.
///
/// Three ranges of `|x|`, after W. J. Cody, "Rational Chebyshev approximations for the error function",
/// Math. Comp. 23 (1969), with polynomials of our own in the place of his quotients:
///
/// | range | form |
/// |---|---|
/// | `[0, 0.84375)` | `erf x = x + x R(x^2)` |
/// | `[0.84375, 4)` | `erfc x = exp(-x^2) erfcx x`, four polynomials for `erfcx` |
/// | `[4, inf)` | the same with `erfcx x = S(1/x^2) / x`, the variable of the asymptotic series (DLMF 7.12.1) |
///
/// The tables are Chebyshev interpolants computed with 60 digits by `error_function_coefficients.py` beside
/// the tests.
final class ErrorFunctions {
    /// Below it `erfc x = 1 - erf x` loses at most a factor four to cancellation.
    private static final double CENTRAL = 0.84375;

    /// From here on `1 - erfc x` rounds to 1.
    private static final double SATURATED = 6.0;

    /// From here on `exp(-x^2)` nears the subnormal numbers, while `erfc` itself is still to be multiplied in.
    private static final double FAR = 26.0;

    /// Below it `2 exp(x^2)` is infinite, and so is `erfcx x = 2 exp(x^2) - erfcx(-x)`.
    private static final double SCALED_OVERFLOW = -26.63;

    /// `R` with `erf x = x + x R(x^2)` for `|x| < 0.84375`.
    private static final double[] CENTRAL_REMAINDER = {
        0.12837916709551256, -0.37612638903183404, 0.11283791670935492, -0.026866170640812204,
        0.005223977576672805, -0.000854832380661366, 0.00012055200434026305, -1.4922131300466866e-05,
        1.6401745712192974e-06, -1.5715227128760057e-07, 1.072872329759789e-08
    };

    /// Upper ends, and centres, of the ranges of [#SCALED].
    private static final double[] SCALED_END = {1.5, 2.25, 3.125, 4.0};

    private static final double[] SCALED_CENTRE = {1.171875, 1.875, 2.6875, 3.5625};

    /// `erfcx` in powers of `x - centre`.
    private static final double[][] SCALED = {
        {
            0.38481374714100164, -0.22647194723379005, 0.11941693397640399, -0.05768681848678366,
            0.025907596781088546, -0.010930541404657209, 0.00436612285846919, -0.0016611402893618558,
            0.0006048684865689863, -0.00021162553607260035, 7.13746109819346e-05, -2.3256519226774788e-05,
            7.346572861167918e-06, -2.3351371199184242e-06, 6.970131115131488e-07
        },
        {
            0.2694299851646704, -0.11801672272799839, 0.0481486300496735, -0.018492027589904415,
            0.00673803915929728, -0.002343281666691564, 0.0007814620116350614, -0.00025086867737932425,
            7.777080461344417e-05, -2.3344212557556763e-05, 6.800164734711748e-06, -1.925051252233555e-06,
            5.311092932630133e-07, -1.4823605042478864e-07, 3.900314211320285e-08
        },
        {
            0.19769310614997299, -0.06577872153940785, 0.020912792012814405, -0.00638372866997864,
            0.0018782606061219299, -0.0005343613164545629, 0.00014738818944066493, -3.950158670909744e-05,
            1.0306917689374431e-05, -2.6226241560558572e-06, 6.517346327478644e-07, -1.5828326790334704e-07,
            3.7656829028971564e-08, -9.117041144522904e-09, 2.0876356764605382e-09
        },
        {
            0.1527519342528475, -0.04002163554397416, 0.010174857627439488, -0.002515803497480427,
            0.0006061538338391627, -0.000142552185783043, 3.277055712722276e-05, -7.373450023045652e-06,
            1.6256633703386305e-06, -3.5156412603452315e-07, 7.462011042015271e-08, -1.5566900516671772e-08,
            3.28175943948085e-09, -6.6316990813603e-10
        }
    };

    /// `S(s) = x erfcx x`, `s = 1/x^2`, for `x >= 4`; its constant term is `1/sqrt(pi)`.
    private static final double[] TAIL = {
        0.5641895835477563, -0.28209479177387, 0.4231421876507962, -1.057855464283155,
        3.702492895978291, -16.661030126181714, 91.61691088313171, -594.2265649466591,
        4394.678711955558, -35204.44012734601, 280754.18833955465, -1991101.4407881463,
        11027157.625620686, -40468885.996307306, 71753556.60471092
    };

    private ErrorFunctions() {}

    static double erf(double x) {
        double size = Math.abs(x);
        if (size < CENTRAL) {
            return x + x * Polynomial.at(CENTRAL_REMAINDER, x * x);
        }
        if (size >= SATURATED) {
            return Math.copySign(1.0, x);
        }
        return x > 0 ? 1 - upper(x) : upper(size) - 1;
    }

    static double erfc(double x) {
        if (Math.abs(x) < CENTRAL) {
            double remainder = x * Polynomial.at(CENTRAL_REMAINDER, x * x);
            // For x >= 1/4 the difference x - 1/2 is exact, and nothing larger than the result is rounded.
            return x < 0.25 ? 1 - (x + remainder) : 0.5 - ((x - 0.5) + remainder);
        }
        if (x < 0) {
            return x <= -SATURATED ? 2.0 : 2 - upper(-x);
        }
        return upper(x);
    }

    static double erfcx(double x) {
        if (x >= CENTRAL) {
            return scaled(x);
        }
        if (x < SCALED_OVERFLOW) {
            return Double.POSITIVE_INFINITY;
        }
        double square = x * x;
        double exp = Math.exp(square);
        exp += exp * squareError(x, square);
        return x > -CENTRAL ? exp * erfc(x) : 2 * exp - scaled(-x);
    }

    /// `erfc x` for `x >= 0.84375`, NaN for NaN.
    private static double upper(double x) {
        double square = x * x;
        if (square > 800) {
            return 0.0;
        }
        // exp amplifies the rounding of x^2 by x^2: put the lost part back, exp(-(h + l)) = exp(-h) (1 - l).
        double body = scaled(x) * (1 - squareError(x, square));
        if (x < FAR) {
            return Math.exp(-square) * body;
        }
        double half = Math.exp(-0.5 * square);
        return half * body * half;
    }

    /// `erfcx x` for `x >= 0.84375`, NaN for NaN.
    private static double scaled(double x) {
        for (int i = 0; i < SCALED.length; i++) {
            if (x < SCALED_END[i]) {
                return Polynomial.at(SCALED[i], x - SCALED_CENTRE[i]);
            }
        }
        double inverse = 1 / x;
        return Polynomial.at(TAIL, inverse * inverse) / x;
    }

    /// The exact `x^2 - fl(x^2)` by Dekker's product (Numer. Math. 18, 1971), for `|x|` between 1e-100 and
    /// 1e100.
    private static double squareError(double x, double square) {
        double high = Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xFFFF_FFFF_F800_0000L);
        double low = x - high;
        return ((high * high - square) + 2 * high * low) + low * low;
    }
}
