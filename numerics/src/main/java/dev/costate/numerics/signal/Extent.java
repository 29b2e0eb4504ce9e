package dev.costate.numerics.signal;

/// Which places of a convolution are computed, of `n` numbers with `m`, as SciPy defines them.
public enum Extent {
    /// All `n + m - 1` where they meet.
    FULL,
    /// The `n` in the middle; NumPy's `same` has as many as the longer operand, which here is to be the first.
    SAME,
    /// The `|n - m| + 1` where the shorter one lies wholly within the longer.
    VALID;

    int start(int n, int m) {
        return switch (this) {
            case FULL -> 0;
            case SAME -> (m - 1) / 2;
            case VALID -> Math.min(n, m) - 1;
        };
    }

    int length(int n, int m) {
        return switch (this) {
            case FULL -> n + m - 1;
            case SAME -> n;
            case VALID -> Math.abs(n - m) + 1;
        };
    }
}
