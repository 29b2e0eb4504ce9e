package dev.costate.lab;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers as people write them: `1000`, `0.25`, `1e-12`, `3.2e+09`.
public final class NumberText {
    private static final int DOUBLE_DIGITS = 17;

    private NumberText() {}

    /// The number with as many digits as it takes to read the same `double` back.
    public static String exact(double value) {
        return rounded(value, DOUBLE_DIGITS);
    }

    /// The number rounded to `digits` significant digits, without zeros at the end.
    ///
    /// Numbers below 0.0001, and those with more than seven digits before the point, have an exponent.
    public static String rounded(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        // valueOf takes the shortest decimal text of the double, which has at most 17 digits
        var rounded = BigDecimal.valueOf(value).round(new MathContext(digits)).stripTrailingZeros();
        var exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent <= 7) {
            return rounded.toPlainString();
        }
        var size = Math.abs(exponent);
        return rounded.scaleByPowerOfTen(-exponent).toPlainString()
                + (exponent < 0 ? "e-" : "e+")
                + (size < 10 ? "0" : "")
                + size;
    }
}
