package dev.costate.graph;

import java.util.Locale;

/// How elements are combined; over no elements the result is the identity.
public enum Reduction {
    /// The sum; identity 0.
    SUM,
    /// The product; identity 1.
    PROD,
    /// The largest, NaN if any is; identity the lowest value.
    MAX,
    /// The smallest, NaN if any is; identity the highest value.
    MIN,
    /// Booleans: whether all hold; identity true.
    ALL,
    /// Booleans: whether any holds; identity false.
    ANY;

    /// The name this prints with, such as `sum`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
