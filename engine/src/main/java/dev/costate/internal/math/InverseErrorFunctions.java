package dev.costate.internal.math;

/// The inverses of `erf` and `erfc` in double precision, without iteration.
///
/// Near the middle `erfInv y = y + y R(y^2)`. In the tails the inverse is close to linear in
/// `w = sqrt(-log p)`, `p = 1 - |y|` (M. B. Giles, "Approximating the erfinv function", GPU Computing Gems,
/// 2010, uses nearly the same variable), and six polynomials in `w` cover every positive double `p`.
///
/// The tables are Chebyshev interpolants computed with 60 digits by `error_function_coefficients.py` beside
/// the tests.
final class InverseErrorFunctions {
    /// `R` with `erfInv y = y + y R(y^2)` for `|y| <= 1/2`.
    private static final double[] CENTRAL_REMAINDER = {
        -0.11377307454724199,
        0.23201366653465938,
        0.12755617530434396,
        0.08655212936839432,
        0.06495961106449397,
        0.051731492171509304,
        0.04283245246052014,
        0.0365244681104025,
        0.031133354835717303,
        0.03165882444003925,
        0.00820249475773339,
        0.07403388841427054,
        -0.07688796265772653,
        0.11364410456260272
    };

    /// Upper ends, and centres, in `w` of the ranges of [#TAIL]; the smallest positive double has `w = 27.28`.
    private static final double[] TAIL_END = {1.5, 2.5, 4.0, 6.25, 12.25, 27.5};

    private static final double[] TAIL_CENTRE = {1.15625, 2.0, 3.25, 5.125, 9.25, 19.875};

    /// `erfcInv(exp(-w^2))` in powers of `w - centre`; the first range begins at `w = 0.8125`.
    private static final double[][] TAIL = {
        {
            0.7920571815302806,
            1.0080194540169078,
            0.07518966305354383,
            -0.0764937560427102,
            0.053167605359228,
            -0.02855350133339602,
            0.01089877601558853,
            -0.001161318348376667,
            -0.002644037243439727,
            0.0030585071248272738,
            -0.0020950708879331455,
            0.0009559994346631484,
            -0.0001560088443109255,
            -0.00022415641229185096,
            0.00030348615490673956,
            -0.00022673673785527116,
            9.136934564118882e-05
        },
        {
            1.6681883160584965,
            1.049553023171047,
            0.0008943139900674003,
            -0.007155583524921965,
            0.005152084518784069,
            -0.002773453424848848,
            0.0012898648060884422,
            -0.0005371022442931321,
            0.00020030433505128804,
            -6.48433648871283e-05,
            1.6340889512572408e-05,
            -1.6034508494604154e-06,
            -1.5654159792506848e-06,
            1.4680179123961712e-06,
            -8.878573905795056e-07,
            5.059057990792981e-07,
            -2.0071747747822873e-07
        },
        {
            2.97486133514256, 1.0390635788491636, -0.005282371348081099, 0.00032518806475119694,
            0.0001710180483668449, -0.00010930322015547354, 4.48753763902264e-05, -1.5753539292664792e-05,
            5.0703753473716495e-06, -1.5364234260805178e-06, 4.4343103104008777e-07, -1.2235260236743643e-07,
            3.211571942376387e-08, -8.067954295673483e-09, 2.057702233654094e-09, -4.210264649293956e-10
        },
        {
            4.907416004718104,
            1.0238830502067904,
            -0.0028862821337279666,
            0.00033710712500326063,
            -3.3538523444091284e-05,
            1.6970465392889777e-06,
            4.148822875829326e-07,
            -1.963445504733507e-07,
            5.599262024400857e-08,
            -1.3571934749858534e-08,
            3.0303175630598017e-09,
            -6.419624596572565e-10,
            1.288567832867744e-10,
            -2.5551003514941964e-11,
            6.036838232905575e-12,
            -1.1506217209972338e-12
        },
        {
            9.098137914339153,
            1.0106584031589072,
            -0.0008453245124329939,
            6.952235803503949e-05,
            -5.76026281100994e-06,
            4.7221900158617645e-07,
            -3.761533216181269e-08,
            2.8350822286396555e-09,
            -1.9161663613359275e-10,
            9.873019835244449e-12,
            -3.615607116558699e-14,
            -9.447099707178529e-14,
            1.9485392908703405e-14,
            -2.9981775506439584e-15,
            4.283457411848619e-16,
            -5.4800437357274594e-17,
            4.874594021822782e-18,
            -5.696470754115657e-19,
            1.6201190983938703e-19,
            -1.88162559063719e-20
        },
        {
            19.785273536917924,
            1.0032568261010222,
            -0.00013246512216648793,
            5.619548418405386e-06,
            -2.4356997115253264e-07,
            1.0687998749024923e-08,
            -4.724108331897759e-10,
            2.096405663518381e-11,
            -9.318139895826693e-13,
            4.140490949047156e-14,
            -1.8359097092638357e-15,
            8.104085096674384e-17,
            -3.560631834547745e-18,
            1.5665170482567853e-19,
            -6.7233431020323344e-21,
            2.615928899679031e-22,
            -1.133900804331579e-23,
            6.785429035200934e-25,
            -2.375061935752614e-26
        }
    };

    private InverseErrorFunctions() {}

    static double erfInv(double y) {
        double size = Math.abs(y);
        if (size <= 0.5) {
            return central(y);
        }
        if (size < 1) {
            // 1 - |y| is exact here (Sterbenz), so nothing is lost up to the last double before 1.
            return Math.copySign(tail(1 - size), y);
        }
        return size == 1 ? Math.copySign(Double.POSITIVE_INFINITY, y) : Double.NaN;
    }

    static double erfcInv(double p) {
        if (p >= 0.5 && p <= 1.5) {
            return central(1 - p);
        }
        if (p > 0 && p < 0.5) {
            return tail(p);
        }
        if (p > 1.5 && p < 2) {
            return -tail(2 - p);
        }
        if (p == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return p == 2 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }

    /// `erfInv y` for `|y| <= 1/2`.
    private static double central(double y) {
        // R < 0, and -0.0 + 0.0 would lose the sign of zero.
        return y == 0 ? y : y + y * Polynomial.at(CENTRAL_REMAINDER, y * y);
    }

    /// `erfcInv p` for `0 < p <= 1/2`.
    private static double tail(double p) {
        double w = Math.sqrt(-Math.log(p));
        int i = 0;
        while (w >= TAIL_END[i]) {
            i++;
        }
        return Polynomial.at(TAIL[i], w - TAIL_CENTRE[i]);
    }
}
