package dev.costate.lab.plot;

import java.util.Locale;

/// Numbers as they stand beside an axis: `0.25`, `20,000`, `10⁻³`, `2.5×10⁶`, with a proper minus sign.
final class TickText {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final char MINUS = '−';

    private TickText() {}

    /// A number of an evenly spaced row whose step is `step` and whose largest size is `largest`.
    static String ofRow(double value, double step, double largest) {
        if (value == 0) {
            return "0";
        }
        var stepExponent = (int) Math.floor(Math.log10(step) + 1e-9);
        if (largest >= 1e7 || largest < 1e-3) {
            // one power of ten for the whole row: 0.5×10⁸, 1.0×10⁸, 1.5×10⁸ compare at a glance
            var exponent = (int) Math.floor(Math.log10(largest) + 1e-9);
            return fixed(value / Math.pow(10, exponent), decimals(step / Math.pow(10, exponent)))
                    + "×"
                    + powerOfTen(exponent);
        }
        return fixed(value, stepExponent >= 1 ? 0 : decimals(step));
    }

    /// `10⁻³`, or its plain digits.
    static String ofDecade(int exponent, boolean plain) {
        return plain ? fixed(Math.pow(10, exponent), Math.max(0, -exponent)) : powerOfTen(exponent);
    }

    /// A digit from 1 to 9 times a power of ten: `0.05`, `200`, `5×10⁶`.
    static String ofDigit(int digit, int exponent) {
        if (exponent >= -3 && exponent <= 5) {
            return fixed(digit * Math.pow(10, exponent), Math.max(0, -exponent));
        }
        return (digit == 1 ? "" : digit + "×") + powerOfTen(exponent);
    }

    private static String powerOfTen(int exponent) {
        var text = new StringBuilder("10");
        if (exponent < 0) {
            text.append('⁻');
        }
        for (var digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }

    /// How many decimals it takes to write `step`, at most 12.
    private static int decimals(double step) {
        for (var decimals = 0; decimals < 12; decimals++) {
            var scaled = step * Math.pow(10, decimals);
            if (Math.abs(scaled - Math.rint(scaled)) < 1e-6 * scaled) {
                return decimals;
            }
        }
        return 12;
    }

    private static String fixed(double value, int decimals) {
        var grouping = Math.abs(value) >= 10_000 ? "," : "";
        return String.format(Locale.ROOT, "%" + grouping + "." + decimals + "f", value)
                .replace('-', MINUS);
    }
}
