package dev.costate.internal.compile;

import dev.costate.internal.math.SpecialFunctions;
import dev.costate.internal.random.Threefry;

/// The scalar functions that generated code calls, where the JVM has no instruction with the right meaning.
///
/// They are public because a hidden class can call nothing else.
public final class Scalars {
    private Scalars() {}

    /// The sign of x, NaN of NaN.
    public static double sign(double x) {
        return Math.signum(x);
    }

    /// The integer next to x toward zero.
    public static double trunc(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    /// C99's power.
    public static double pow(double a, double b) {
        return SpecialFunctions.pow(a, b);
    }

    /// The quotient toward zero, 0 for a division by zero.
    public static long div(long a, long b) {
        return b == 0 ? 0 : a / b;
    }

    /// The remainder with the sign of a, 0 for a division by zero.
    public static long rem(long a, long b) {
        return b == 0 ? 0 : a % b;
    }

    /// The power by squaring, wrapping; of a negative exponent the truncated reciprocal.
    public static long pow(long base, long exponent) {
        if (exponent < 0) {
            return base == 1 ? 1 : base == -1 ? ((exponent & 1) == 0 ? 1 : -1) : 0;
        }
        long result = 1;
        long square = base;
        for (long e = exponent; e != 0; e >>= 1) {
            if ((e & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    /// `a 2^b` in `bits` bits, 0 for a shift outside them.
    public static long shiftLeft(long a, long b, int bits) {
        return b < 0 || b >= bits ? 0 : a << b;
    }

    /// A shift that repeats the sign, the sign alone for a shift outside.
    public static long shiftRight(long a, long b, int bits) {
        return b < 0 || b >= bits ? a >> 63 : a >> b;
    }

    /// A shift that brings zeros in, 0 for a shift outside.
    public static long shiftRightLogical(long a, long b, int bits) {
        return b < 0 || b >= bits ? 0 : (a & -1L >>> (64 - bits)) >>> b;
    }

    /// One word of Threefry-2x32.
    public static int threefry(int key0, int key1, int counter, int word) {
        long words = Threefry.hash(key0, key1, 0, counter);
        return (int) (word == 0 ? words >>> 32 : words);
    }
}
