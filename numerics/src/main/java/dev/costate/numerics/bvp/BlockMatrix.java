package dev.costate.numerics.bvp;

/// The Jacobian of collocation equations: a row of blocks an interval, and the conditions below.
///
/// ```
/// L_0 R_0                 | P_0
///     L_1 R_1             | P_1
///          ...            |
///            L_M-1 R_M-1  | P_M-1
/// A                   B   | C
/// ```
/// Columns are the states at the mesh's `M + 1` points and the unknown parameters. All blocks are row-major.
///
/// @param n components of the state
/// @param k unknown parameters
/// @param left the `L_i`, `M x n x n`
/// @param right the `R_i`, `M x n x n`
/// @param unknowns the `P_i`, `M x n x k`
/// @param first `A`, `(n + k) x n`
/// @param last `B`, `(n + k) x n`
/// @param border `C`, `(n + k) x k`
record BlockMatrix(
        int n,
        int k,
        double[] left,
        double[] right,
        double[] unknowns,
        double[] first,
        double[] last,
        double[] border) {
    int intervals() {
        return left.length / (n * n);
    }

    /// Rows and columns.
    int size() {
        return (intervals() + 1) * n + k;
    }
}
