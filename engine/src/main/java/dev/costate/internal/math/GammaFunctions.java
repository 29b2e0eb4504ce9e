package dev.costate.internal.math;

/// The logarithm of the gamma function and its first two derivatives in double precision.
///
/// | function | range | form |
/// |---|---|---|
/// | lgamma | `(-0.25, 0.75)` | `lgamma(1 + x) - log abs x` (DLMF 5.5.1) |
/// | | `[0.75, 3)` | a polynomial times the zeros at 1 and 2 |
/// | | `[3, 8)` | a polynomial |
/// | | `[8, inf)` | Stirling's series (DLMF 5.11.1) |
/// | digamma | `(0, 1)` | `digamma(1 + x) - 1/x` (DLMF 5.5.2) |
/// | | `[1, 2)`, `[2, 8)` | a polynomial, times the zero at 1.46 in the first |
/// | | `[8, inf)` | the asymptotic series (DLMF 5.11.2) |
/// | trigamma | `(0, inf)` | upward by `1/x^2` to 10, from where the asymptotic series is exact to rounding |
///
/// Negative arguments are reflected (DLMF 5.5.3, 5.5.4, 5.15.6). The tables are made by
/// `gamma_function_coefficients.py` beside the tests.
final class GammaFunctions {
    /// From here on the asymptotic series of lgamma and digamma are exact to rounding.
    private static final double FAR = 8;

    /// The same for trigamma.
    private static final double FAR_TRIGAMMA = 10;

    /// From here on Stirling's series is its first two terms.
    private static final double HUGE = 0x1p56;

    /// Numbers from here on are whole.
    private static final double WHOLE = 0x1p52;

    /// `1/2 log(2 pi) - 1/2`.
    private static final double STIRLING = 0.41893853320467274;

    /// The zero of digamma, as the sum of two numbers.
    private static final double ROOT = 1.4616321449683622;

    private static final double ROOT_LOW = 9.549995429965697e-17;

    /// `Q` with `lgamma(1 + z) = z (z - 1) Q(z)` for `z` from -0.25 to 0.75, in powers of `z - 1/4`.
    private static final double[] ABOUT_1 = {
        0.5241164609163369, -0.1845583844368161, 0.09456573803301294, -0.05627340727379318,
        0.0361587979750221, -0.024308805041098846, 0.0168276791102065, -0.01188823815287867,
        0.00852511630391104, -0.006183967017107984, 0.004526904900533437, -0.0033387071474453136,
        0.002477439049366232, -0.001848280680355094, 0.0013887781480066501, -0.0010460641306946482,
        0.0007682867986792995, -0.0005778271792053701, 0.000529828167292222, -0.0004154122051349284,
        7.619037816030778e-05, -3.929893322342927e-05, 0.00039726547796139735, -0.00031824894127594063
    };

    /// `Q` with `lgamma(2 + w) = w (w + 1) Q(w)` for `w` from -0.25 to 1, in powers of `w - 3/8`.
    private static final double[] ABOUT_2 = {
        0.38923337770173255, -0.07993806775035656, 0.022358674946394017, -0.00710590559029766,
        0.0024204947168390066, -0.0008606734824055433, 0.0003149883060573264, -0.00011766360556721633,
        4.462481013472811e-05, -1.7122149189020807e-05, 6.630029581456342e-06, -2.5859524432428895e-06,
        1.0148593087805224e-06, -4.01731283156602e-07, 1.5928903245414175e-07, -6.008673149920387e-08,
        2.3802345644788824e-08, -1.3696617717213565e-08, 5.5922687320783605e-09
    };

    /// `lgamma x` for `x` from 3 to 5, in powers of `x - 4`.
    private static final double[] ABOUT_4 = {
        1.791759469228055, 1.2561176684318005, 0.14191147786855632, -0.013339955374184628,
        0.0018693886747334874, -0.00031250576120392685, 5.771997829995507e-05, -1.1361430000109999e-05,
        2.3363028024982538e-06, -4.958409676919837e-07, 1.0774872638872346e-07, -2.3846019572285933e-08,
        5.3631434405345905e-09, -1.2186894965591374e-09, 2.703205635097046e-10, -6.214440782290224e-11,
        1.9307782217124724e-11, -4.590464455007035e-12
    };

    /// `lgamma x` for `x` from 5 to 8, in powers of `x - 6.5`.
    private static final double[] ABOUT_6 = {
        5.662562059857142, 1.7929113303999331, 0.08314226787497897, -0.0045979851178171915,
        0.00038056931268410987, -3.771608564213767e-05, 4.144195765582039e-06, -4.86855391403626e-07,
        5.993114579271734e-08, -7.635165630773931e-09, 9.98551139432272e-10, -1.3340359643917677e-10,
        1.8109871539138396e-11, -2.4456603844002535e-12, 3.391249368771427e-13, -5.92002986134799e-14,
        8.49924425553786e-15
    };

    /// `R` with `digamma x = (x - root) R(x)` for `x` from 1 to 2, in powers of `x - 3/2`.
    private static final double[] DIGAMMA_ABOUT_1 = {
        0.9510558760318328, -0.4236274212814606, 0.24054248424078736, -0.14840492305388006,
        0.09498872445282817, -0.06192213327556183, 0.040760833944741226, -0.02697579665686472,
        0.01790724819228875, -0.011908220169786002, 0.007927024136843637, -0.0052799364178857415,
        0.0035180792717028125, -0.0023455016279107115, 0.0015635739915515125, -0.0010364227247828023,
        0.0006899428514219089, -0.00048606417050412354, 0.00032689316473621455, -0.00014460384609240088,
        9.158816882117e-05, -0.00017837342400462423, 0.00012241591000024265
    };

    /// `digamma x` for `x` from 2 to 4, in powers of `x - 3`.
    private static final double[] DIGAMMA_ABOUT_3 = {
        0.9227843350984671,
        0.39493406684822646,
        -0.07705690315959438,
        0.019823233711134786,
        -0.005677755143365974,
        0.001718061984537093,
        -0.000536777381996082,
        0.00017110619689750988,
        -5.526782538179301e-05,
        1.8012634726274093e-05,
        -5.9073580622982785e-06,
        1.9459005362313045e-06,
        -6.430210504939172e-07,
        2.1305020420720545e-07,
        -7.06908916015698e-08,
        2.3350840643755013e-08,
        -7.752580403428603e-09,
        2.72490887509844e-09,
        -9.150167991130823e-10,
        2.02412568359181e-10,
        -6.404283837950141e-11,
        6.224200096242946e-11,
        -2.1350680305284396e-11
    };

    /// `digamma x` for `x` from 4 to 8, in powers of `x - 6`.
    private static final double[] DIGAMMA_ABOUT_6 = {
        1.7061176684318005,
        0.18132295573711535,
        -0.016394866122556945,
        0.0019713046987922954,
        -0.00026596630592439424,
        3.8179246967688983e-05,
        -5.694854833493904e-06,
        8.716186017934583e-07,
        -1.3586541450159038e-07,
        2.1465700134307806e-08,
        -3.426244151088876e-09,
        5.512331933426691e-10,
        -8.926203489481464e-11,
        1.4524725891335585e-11,
        -2.363339244831362e-12,
        3.8692111377521813e-13,
        -6.64252351042713e-14,
        1.1026039981100016e-14,
        -1.2908448066847249e-15,
        2.0390653871697178e-16,
        -8.939158278143033e-17,
        1.5256388110899395e-17
    };

    /// `B_2k / (2k (2k - 1))`.
    private static final double[] LGAMMA_SERIES = {
        0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953,
        0.0008417508417508417, -0.0019175269175269176, 0.00641025641025641, -0.029550653594771242,
        0.17964437236883057, -1.3924322169059011
    };

    /// `B_2k / (2k)`.
    private static final double[] DIGAMMA_SERIES = {
        0.08333333333333333, -0.008333333333333333, 0.003968253968253968, -0.004166666666666667,
        0.007575757575757576, -0.021092796092796094, 0.08333333333333333, -0.4432598039215686,
        3.0539543302701198, -26.456212121212122
    };

    /// `B_2k`, Bernoulli's numbers.
    private static final double[] TRIGAMMA_SERIES = {
        0.16666666666666666,
        -0.03333333333333333,
        0.023809523809523808,
        -0.03333333333333333,
        0.07575757575757576,
        -0.2531135531135531,
        1.1666666666666667,
        -7.092156862745098,
        54.971177944862156,
        -529.1242424242424
    };

    private GammaFunctions() {}

    static double lgamma(double x) {
        if (x > -0.25) {
            return x < 0.75 ? aboutOne(x) - Math.log(Math.abs(x)) : right(x);
        }
        if (Double.isNaN(x)) {
            return x;
        }
        double sine = sinePi(x);
        // log(pi / (-x |sin pi x|)) - lgamma(-x); at the poles the sine is 0
        return sine == 0 || x < -WHOLE ? Double.POSITIVE_INFINITY : Math.log(Math.PI / (-x * sine)) - lgamma(-x);
    }

    /// `lgamma(1 + z)` for `z` from -0.25 to 0.75.
    private static double aboutOne(double z) {
        // lgamma 1 is 0, not -0.
        return z * (z - 1) * Polynomial.at(ABOUT_1, z - 0.25) + 0.0;
    }

    /// `lgamma x` for `x >= 0.75`, NaN for NaN.
    private static double right(double x) {
        if (x < 1.75) {
            return aboutOne(x - 1);
        }
        if (x < 3) {
            double w = x - 2;
            return w * (w + 1) * Polynomial.at(ABOUT_2, w - 0.375);
        }
        if (x < FAR) {
            return x < 5 ? Polynomial.at(ABOUT_4, x - 4) : Polynomial.at(ABOUT_6, x - 6.5);
        }
        double slope = Math.log(x) - 1;
        if (x > HUGE) {
            return x * slope;
        }
        double inverse = 1 / x;
        double tail = inverse * Polynomial.at(LGAMMA_SERIES, inverse * inverse);
        return (x - 0.5) * slope + (STIRLING + tail);
    }

    static double digamma(double x) {
        if (x > 0) {
            return x < 1 ? upward(x + 1) - 1 / x : upward(x);
        }
        if (x > -0.25) {
            // At a zero an infinity of the sign of -1/x.
            return upward(x + 2) - 1 / (x + 1) - 1 / x;
        }
        double part = x - Math.rint(x);
        if (!(x > -WHOLE) || part == 0) {
            return Double.NaN;
        }
        // digamma(1 - x) - pi cot(pi x), where cot t = tan(pi/2 - t)
        double size = Math.abs(part);
        double cotangent = size < 0.25 ? 1 / Math.tan(Math.PI * size) : Math.tan(Math.PI * (0.5 - size));
        return upward(1 - x) - Math.copySign(Math.PI * cotangent, part);
    }

    /// `digamma x` for `x >= 1`, NaN for NaN.
    private static double upward(double x) {
        if (x < 2) {
            return ((x - ROOT) - ROOT_LOW) * Polynomial.at(DIGAMMA_ABOUT_1, x - 1.5);
        }
        if (x < FAR) {
            return x < 4 ? Polynomial.at(DIGAMMA_ABOUT_3, x - 3) : Polynomial.at(DIGAMMA_ABOUT_6, x - 6);
        }
        double inverse = 1 / x;
        double square = inverse * inverse;
        return Math.log(x) - (0.5 * inverse + square * Polynomial.at(DIGAMMA_SERIES, square));
    }

    static double trigamma(double x) {
        if (x > 0) {
            double sum = 0;
            double z = x;
            for (; z < FAR_TRIGAMMA; z++) {
                sum += 1 / (z * z);
            }
            double inverse = 1 / z;
            double square = inverse * inverse;
            return sum + (0.5 * square + inverse * (1 + square * Polynomial.at(TRIGAMMA_SERIES, square)));
        }
        if (Double.isNaN(x)) {
            return x;
        }
        // pi^2 / sin^2(pi x) - trigamma(1 - x); infinite at the poles
        double sine = sinePi(x);
        if (sine == 0 || x < -WHOLE) {
            return Double.POSITIVE_INFINITY;
        }
        double quotient = Math.PI / sine;
        return quotient * quotient - trigamma(1 - x);
    }

    /// `|sin(pi x)|` without a loss next to the whole numbers, NaN for NaN; 0 for infinities.
    private static double sinePi(double x) {
        if (Double.isInfinite(x)) {
            return 0;
        }
        return Math.sin(Math.PI * Math.abs(x - Math.rint(x)));
    }
}
