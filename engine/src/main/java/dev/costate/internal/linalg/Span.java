package dev.costate.internal.linalg;

/// A piece of a tridiagonal or bidiagonal matrix in which nothing beside the diagonal is zero, gone through
/// from either end.
///
/// Its diagonal elements are numbered from 0 to [#last], its links from one to the next likewise.
///
/// @param low the place of its first diagonal element
/// @param high the place of its last
/// @param forward whether number 0 is the first
record Span(int low, int high, boolean forward) {
    /// The number of the last diagonal element.
    int last() {
        return high - low;
    }

    /// Where diagonal element `i` is.
    int at(int i) {
        return forward ? low + i : high - i;
    }

    /// Where the link of `i` and `i + 1` is, with the place of the lower one of its ends.
    int link(int i) {
        return forward ? low + i : high - 1 - i;
    }

    /// Whether this has no part of `other`.
    boolean isApart(Span other) {
        return low > other.high || high < other.low;
    }
}
