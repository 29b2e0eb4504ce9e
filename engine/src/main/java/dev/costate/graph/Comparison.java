package dev.costate.graph;

import java.util.Locale;

/// A comparison of two numbers of one type; booleans too, `false` below `true`.
public enum Comparison {
    /// a = b.
    EQ,
    /// a differs from b.
    NE,
    /// a < b.
    LT,
    /// a <= b.
    LE,
    /// a > b.
    GT,
    /// a >= b.
    GE;

    /// The name this prints with, such as `lt`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
