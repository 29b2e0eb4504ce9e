package dev.costate.numerics.pde;

/// One time step as equations `a u' = b u + right`, both matrices tridiagonal, at the points between the
/// ends; and what the end points' equations are.
///
/// Of `a` and `b` there is only what differs: `a` holds `1 - on` on its diagonal and `-below`, `-above`
/// beside it, `b` holds `1 + on`, `below` and `above`.
///
/// @param below `[n-2]`
/// @param on `[n-2]`
/// @param above `[n-2]`
/// @param right `[n-2]`
/// @param left the equation at the left end
/// @param last the equation at the right end
record Bands<V>(V below, V on, V above, V right, End<V> left, End<V> last) {
    /// `newOn u'_0 + newBeside u'_1 = oldOn u_0 + oldBeside u_1 + right` at an end, each `[1]`.
    record End<V>(V newOn, V newBeside, V oldOn, V oldBeside, V right) {}
}
