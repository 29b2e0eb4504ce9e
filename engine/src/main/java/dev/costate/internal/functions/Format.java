package dev.costate.internal.functions;

import dev.costate.DType;

/// What the functions need to know of a binary floating-point format (IEEE 754, table 3.5).
enum Format {
    SINGLE(24, 8, 0x1.62e43p-1, -0x1.05c61p-29, -105, 89, 20),
    DOUBLE(53, 11, 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56, -746, 710, 40);

    /// The digits of a significand, the hidden one too.
    final int precision;

    /// The digits of the exponent.
    final int exponentBits;

    /// ln 2 to the format's precision.
    final double ln2High;

    /// What is lacking of ln 2.
    final double ln2Low;

    /// `e^x` is 0 from here down.
    final double expVanishes;

    /// `e^x` is infinite from here on, and `e^x / 2` from the next integer.
    final double expOverflows;

    /// `e^x + 1` is `e^x`, and `1 - e^-x` is 1, from here on.
    final double saturation;

    Format(
            int precision,
            int exponentBits,
            double ln2High,
            double ln2Low,
            double expVanishes,
            double expOverflows,
            double saturation) {
        this.precision = precision;
        this.exponentBits = exponentBits;
        this.ln2High = ln2High;
        this.ln2Low = ln2Low;
        this.expVanishes = expVanishes;
        this.expOverflows = expOverflows;
        this.saturation = saturation;
    }

    static Format of(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> SINGLE;
            case FLOAT64 -> DOUBLE;
            case BOOL, INT32, INT64 -> throw new IllegalArgumentException(dtype + " is no floating type");
        };
    }

    /// The digits of a number.
    int width() {
        return precision + exponentBits;
    }

    /// How far the exponent stands from the right.
    int exponentAt() {
        return precision - 1;
    }

    /// The representation of the exponent 0.
    long bias() {
        return (1L << (exponentBits - 1)) - 1;
    }

    /// The sign's place.
    long signBit() {
        return 1L << (width() - 1);
    }

    /// The smallest number with all digits.
    double smallestNormal() {
        return Math.scalb(1.0, (int) (1 - bias()));
    }

    /// From this number on every value is an integer: `2^(precision - 1)`.
    double integers() {
        return 0x1p0 * (1L << (precision - 1));
    }

    /// Added to a smaller number, it makes the last digit stand for 1, so that the sum is rounded to an integer,
    /// ties to even, which its bits show less the bits of this.
    double rounder() {
        return 1.5 * integers();
    }
}
