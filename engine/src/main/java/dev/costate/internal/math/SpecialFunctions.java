package dev.costate.internal.math;

/// Elementary and special functions of a double that `java.lang.Math` lacks, or defines otherwise than C.
///
/// Every function takes every double: infinities and NaN have the values of C99 annex F where that standard
/// has the function, and the limits elsewhere; the sign of zero is kept by the odd functions. Errors are
/// stated in units in the last place (ulp) of the exact result; `SpecialFunctionsTest` holds them to it with
/// values of 60 digits.
public final class SpecialFunctions {
    private static final double LN_2 = 0.6931471805599453;

    /// Below it `asinh x = atanh x = x` to double precision.
    private static final double LINEAR = 0x1p-28;

    /// Above it `sqrt(x^2 + 1) = sqrt(x^2 - 1) = x` to double precision.
    private static final double ASYMPTOTIC = 0x1p28;

    private SpecialFunctions() {}

    /// Returns the error function `erf x = 2/sqrt(pi) int_0^x exp(-t^2) dt` (DLMF 7.2.1), within 1 ulp.
    public static double erf(double x) {
        return ErrorFunctions.erf(x);
    }

    /// Returns `erfc x = 1 - erf x` (DLMF 7.2.2) without cancellation, within 4 ulp down to its underflow at
    /// 27.3.
    public static double erfc(double x) {
        return ErrorFunctions.erfc(x);
    }

    /// Returns the scaled complement `erfcx x = exp(x^2) erfc x`, within 4 ulp; infinite below -26.63.
    ///
    /// It is `w(ix)` for the Faddeeva function `w` (DLMF 7.2.3).
    public static double erfcx(double x) {
        return ErrorFunctions.erfcx(x);
    }

    /// Returns the `x` with `erf x = y`, within 3 ulp: `+-inf` at `+-1` and NaN beyond.
    public static double erfInv(double y) {
        return InverseErrorFunctions.erfInv(y);
    }

    /// Returns the `x` with `erfc x = p`, within 3 ulp for every `p` of `(0, 2)`; `inf` at 0, `-inf` at 2, NaN
    /// beyond.
    public static double erfcInv(double p) {
        return InverseErrorFunctions.erfcInv(p);
    }

    /// Returns `log |Gamma(x)|` (DLMF 5.2.1): infinite at 0, -1, -2, ... and at both infinities.
    ///
    /// Within 4 ulp for `x > 0`; for `x < 0`, where it is a difference that has zeros, within 4 ulp of the larger
    /// of the two, `log(pi / (-x |sin pi x|))` and `lgamma(-x)`.
    public static double lgamma(double x) {
        return GammaFunctions.lgamma(x);
    }

    /// Returns the derivative of [#lgamma] (DLMF 5.2.2): `-inf` at 0, `inf` at -0, NaN at -1, -2, ... and `-inf`.
    ///
    /// Within 4 ulp for `x > 0`; for `x < 0` within 5 ulp of the larger of `digamma(1 - x)` and `pi cot(pi x)`.
    public static double digamma(double x) {
        return GammaFunctions.digamma(x);
    }

    /// Returns the derivative of [#digamma] (DLMF 5.15.1), within 5 ulp: infinite at 0, -1, -2, ... and `-inf`.
    public static double trigamma(double x) {
        return GammaFunctions.trigamma(x);
    }

    /// Returns the logistic function `1 / (1 + exp(-x))`, within 3 ulp; the tail at the left is `exp x`, not 0.
    public static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double exp = Math.exp(x);
        return exp / (1 + exp);
    }

    /// Returns `log(1 + exp x)`, within 3 ulp, without overflow at the right or a loss at the left.
    public static double softplus(double x) {
        return Math.max(x, 0.0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /// Returns the inverse hyperbolic sine (DLMF 4.37.16), within 3 ulp.
    ///
    /// `log(x + sqrt(x^2 + 1)) = log1p(x + x^2 / (1 + sqrt(x^2 + 1)))` for `x > 0`, and odd.
    public static double asinh(double x) {
        double size = Math.abs(x);
        if (size < LINEAR) {
            return x;
        }
        if (size > ASYMPTOTIC) {
            return Math.copySign(Math.log(size) + LN_2, x);
        }
        double square = size * size;
        return Math.copySign(Math.log1p(size + square / (1 + Math.sqrt(square + 1))), x);
    }

    /// Returns the non-negative inverse hyperbolic cosine (DLMF 4.37.19), within 3 ulp; NaN below 1.
    ///
    /// `log(x + sqrt(x^2 - 1)) = log1p(t + sqrt(2t + t^2))`, where `t = x - 1`.
    public static double acosh(double x) {
        if (x > ASYMPTOTIC) {
            return Math.log(x) + LN_2;
        }
        if (x < 1) {
            return Double.NaN;
        }
        double t = x - 1;
        return Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    /// Returns the inverse hyperbolic tangent (DLMF 4.37.24), within 3 ulp: `+-inf` at `+-1` and NaN beyond.
    ///
    /// `1/2 log((1 + x)/(1 - x)) = 1/2 log1p(2x / (1 - x))` for `x > 0`, and odd.
    public static double atanh(double x) {
        double size = Math.abs(x);
        if (size < LINEAR) {
            return x;
        }
        return Math.copySign(0.5 * Math.log1p(2 * size / (1 - size)), x);
    }

    /// Returns `x` to the power `y` as C99 F.10.4.4 defines it: `1^y` is 1 even for a NaN, and `(-1)^(+-inf)`
    /// is 1.
    ///
    /// In these two cases alone does [Math#pow] return NaN instead.
    public static double pow(double x, double y) {
        if (x == 1 || (x == -1 && Double.isInfinite(y))) {
            return 1;
        }
        return Math.pow(x, y);
    }
}
