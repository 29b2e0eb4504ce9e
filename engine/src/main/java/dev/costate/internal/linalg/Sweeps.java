package dev.costate.internal.linalg;

/// The loops through [Segments] when complex equations are solved: from each segment's first row to its last, and
/// back.
///
/// Arrays are those of [ComplexTridiagonalSolving], without `x`. In the scratch `t` are first four rows of eight,
/// a number for each segment: what *lies* in the kept row before it, real and imaginary parts, and what is at its
/// *end*, in the kept row behind. From [#FREE] on an implementation may keep what it likes from `down` to `up`.
///
/// Equations with the conjugate transpose are those with the transpose and all numbers conjugate: `down` reads
/// conjugate numbers, and `up` writes them; what is in `t` is conjugate.
///
/// All implementations give the same bits.
sealed interface Sweeps permits PlainSweeps, VectorSweeps {
    /// Where the scratch is free.
    int FREE = 4 * Segments.LANES;

    /// From the first rows to the last: `y = inverse y`, `y -= first y[before]`, and beside each segment the sum of
    /// `fourth y`; or with the transpose, `y -= second[before] y[before]` and the sum of `third y`. What is at the
    /// end is the last `y`.
    void down(Object[] arrays, int[] at, boolean adjoint, Segments segments, Column x, double[] t);

    /// From the last rows to the first: `y -= third beside`, `y -= second y[behind]`, begun with what is at the end;
    /// or with the transpose, `y -= fourth beside`, `y -= first[behind] y[behind]`, and `inverse y` in the end.
    /// Behind the last row is the first row's element of `first`.
    void up(Object[] arrays, int[] at, boolean adjoint, Segments segments, Column x, double[] t);

    /// A complex vector.
    ///
    /// @param re its real parts
    /// @param p where they begin
    /// @param im its imaginary parts
    /// @param q where they begin
    @SuppressWarnings("ArrayRecordComponent")
    record Column(double[] re, int p, double[] im, int q) {}
}
