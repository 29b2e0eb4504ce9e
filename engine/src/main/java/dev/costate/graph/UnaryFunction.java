package dev.costate.graph;

import java.util.Locale;

/// A function of one number.
///
/// Unless said otherwise it takes and gives floating numbers.
public enum UnaryFunction {
    /// -x; integers too.
    NEG,
    /// |x|; integers too.
    ABS,
    /// -1, 0 or 1, NaN of NaN; integers too.
    SIGN,
    /// e^x.
    EXP,
    /// e^x - 1.
    EXPM1,
    /// ln x.
    LOG,
    /// ln(1 + x).
    LOG1P,
    /// The square root.
    SQRT,
    /// 1 over the square root.
    RSQRT,
    /// The cube root.
    CBRT,
    /// The sine of x radians.
    SIN,
    /// The cosine.
    COS,
    /// The tangent.
    TAN,
    /// The arc sine.
    ASIN,
    /// The arc cosine.
    ACOS,
    /// The arc tangent.
    ATAN,
    /// The hyperbolic sine.
    SINH,
    /// The hyperbolic cosine.
    COSH,
    /// The hyperbolic tangent.
    TANH,
    /// The inverse hyperbolic sine.
    ASINH,
    /// The inverse hyperbolic cosine.
    ACOSH,
    /// The inverse hyperbolic tangent.
    ATANH,
    /// 1 / (1 + e^-x).
    SIGMOID,
    /// The error function, 2/sqrt(pi) times the integral of e^-t² from 0 to x.
    ERF,
    /// 1 - erf x, accurate in the tail.
    ERFC,
    /// e^x² erfc x, which neither overflows nor vanishes to the right; infinite below -26.63.
    ERFCX,
    /// The inverse of the error function.
    ERF_INV,
    /// The logarithm of the absolute value of the gamma function; infinite at 0, -1, -2, ...
    LGAMMA,
    /// The derivative of [#LGAMMA]; NaN at -1, -2, ...
    DIGAMMA,
    /// The derivative of [#DIGAMMA]; infinite at 0, -1, -2, ...
    TRIGAMMA,
    /// The largest integer not above x.
    FLOOR,
    /// The smallest integer not below x.
    CEIL,
    /// The nearest integer, ties to even.
    ROUND,
    /// The integer next to x toward zero.
    TRUNC,
    /// Booleans: the negation; integers: the complement of every bit.
    NOT,
    /// Neither NaN nor infinite: floating to `BOOL`.
    IS_FINITE,
    /// Floating to `BOOL`.
    IS_NAN;

    /// The name this prints with, such as `erf_inv`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the result is `BOOL` whatever the operand.
    public boolean isPredicate() {
        return this == IS_FINITE || this == IS_NAN;
    }
}
