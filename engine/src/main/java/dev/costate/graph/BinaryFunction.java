package dev.costate.graph;

import java.util.Locale;

/// A function of two numbers of one type.
///
/// Integer arithmetic wraps; integer division by zero gives 0, as in NumPy.
public enum BinaryFunction {
    /// a + b; numbers.
    ADD,
    /// a - b; numbers.
    SUB,
    /// a b; numbers.
    MUL,
    /// a / b; integers toward zero.
    DIV,
    /// The remainder with the sign of a, `a - b trunc(a / b)`; numbers.
    REM,
    /// a to the power b as C99 defines it; integers with b >= 0 (0 for a negative b unless |a| is 1).
    POW,
    /// The angle of the point (b, a); floating.
    ATAN2,
    /// The larger, NaN if either is; numbers.
    MAX,
    /// The smaller, NaN if either is; numbers.
    MIN,
    /// Booleans: both; integers: bit by bit.
    AND,
    /// Booleans: either; integers: bit by bit.
    OR,
    /// Booleans: one of them; integers: bit by bit.
    XOR,
    /// a times 2^b by shifting in zeros; integers. A shift outside [0, bits) gives 0.
    SHIFT_LEFT,
    /// Shifts right, repeating the sign; integers. A shift outside [0, bits) gives the sign.
    SHIFT_RIGHT,
    /// Shifts right, shifting in zeros; integers. A shift outside [0, bits) gives 0.
    SHIFT_RIGHT_LOGICAL;

    /// The name this prints with, such as `shift_left`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
