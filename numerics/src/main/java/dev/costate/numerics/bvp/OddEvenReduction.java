package dev.costate.numerics.bvp;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Diagonals;
import dev.costate.ops.Layout;
import dev.costate.ops.LinearAlgebra;
import dev.costate.ops.Qr;
import dev.costate.ops.Spectra;
import java.util.ArrayList;
import java.util.List;

/// The Jacobian of collocation equations in factors, in the engine's operations.
///
/// It is the elimination of [BlockFactors] in another order: of every two neighbouring intervals an orthogonal
/// matrix takes out the state between them, for all pairs at once, and what remains is such a matrix of half
/// the intervals. So there are `log2 M` levels, each some operations on all of its pairs side by side (S. J.
/// Wright, *Stable parallel algorithms for two-point boundary value problems*, SIAM J. Sci. Stat. Comput. 13,
/// 1992, 742-764).
///
/// @param levels from the mesh's own to the coarsest
/// @param ends the inverse of the system of the ends, `f64[2n + k, 2n + k]`
/// @param singular whether rounding errors leave no solution, `bool[]`
record OddEvenReduction(List<Level> levels, Tensor ends, Tensor singular) {
    /// The elimination of the states between `h` pairs of intervals.
    ///
    /// @param lower from both right-hand sides to that of the equation without the state, `f64[n, 2n, h]`
    /// @param inner from both right-hand sides, the left and the right neighbour and the unknown parameters to
    ///     the state, `f64[n, 4n + k, h]`
    record Level(Tensor lower, Tensor inner) {
        int pairs() {
            return lower.dim(2);
        }
    }

    OddEvenReduction {
        levels = List.copyOf(levels);
    }

    /// Factors a matrix.
    ///
    /// @param intervals `[L, R, P]` of each: by the states at its ends and by the unknown parameters, `f64[n,
    ///     2n + k, M]`
    /// @param conditions the same of the conditions, with the states at the ends of all, `f64[n + k, 2n + k]`
    static OddEvenReduction of(Tensor intervals, Tensor conditions) {
        int n = intervals.dim(0);
        int width = intervals.dim(1);
        List<Level> levels = new ArrayList<>();
        Tensor singular = Tensor.scalar(DType.BOOL, 0);
        Tensor blocks = intervals;
        while (blocks.dim(2) > 1) {
            int all = blocks.dim(2);
            int h = all / 2;
            Tensor pairs = Layout.slice(blocks, 2, 0, 2 * h).reshape(n, width, h, 2);
            Triangles triangles = Triangles.of(work(pairs.get(":, :, :, 0"), pairs.get(":, :, :, 1")), n);
            levels.add(level(triangles, n));
            singular = singular.or(triangles.dependent());
            Tensor merged = Layout.slice(triangles.rest(), 1, 2 * n, 2 * n + width);
            blocks = Layout.concat(List.of(merged, Layout.slice(blocks, 2, 2 * h, all)), 2);
        }
        // Scaled, so that the units of the unknowns do not decide what counts as singular.
        Tensor system = Layout.concat(List.of(blocks.squeeze(2), conditions), 0);
        Tensor rowScales = scales(system.abs().max(1));
        Tensor scaled = system.mul(rowScales.unsqueeze(1));
        Tensor columnScales = scales(scaled.abs().max(0));
        Qr factors = Spectra.qr(scaled.mul(columnScales));
        Tensor inverse = LinearAlgebra.triangularSolve(
                        factors.r(), Layout.swapAxes(factors.q(), 0, 1), false, false, false)
                .mul(columnScales.unsqueeze(1))
                .mul(rowScales);
        return new OddEvenReduction(levels, inverse, singular.or(dependent(factors.r())));
    }

    /// `[R, 1, 0, L, 0, P; L, 0, 1, 0, R, P]`, the upper row that of the first, the lower that of the second.
    private static Tensor work(Tensor first, Tensor second) {
        int n = first.dim(0);
        int width = first.dim(1);
        int h = first.dim(2);
        Tensor zero = Creation.zeros(DType.FLOAT64, Shape.of(n, n, h));
        Tensor one = Layout.broadcastTo(Creation.eye(DType.FLOAT64, n).unsqueeze(2), Shape.of(n, n, h));
        Tensor upper = Layout.concat(
                List.of(
                        Layout.slice(first, 1, n, 2 * n),
                        one,
                        zero,
                        Layout.slice(first, 1, 0, n),
                        zero,
                        Layout.slice(first, 1, 2 * n, width)),
                1);
        Tensor lower = Layout.concat(
                List.of(Layout.slice(second, 1, 0, n), zero, one, zero, Layout.slice(second, 1, n, width)), 1);
        return Layout.concat(List.of(upper, lower), 0);
    }

    private static Level level(Triangles triangles, int n) {
        Tensor solved = triangles.solved();
        Tensor fromRight = Layout.slice(solved, 1, 0, 2 * n);
        Tensor fromStates = Layout.slice(solved, 1, 2 * n, solved.dim(1)).neg();
        return new Level(Layout.slice(triangles.rest(), 1, 0, 2 * n), Layout.concat(List.of(fromRight, fromStates), 1));
    }

    /// The solution of `J z = b`, linear in `b`.
    ///
    /// @param b the intervals' right-hand sides, then those of the conditions, `f64[(M + 1) n + k]`
    /// @return the states, point after point, then the unknown parameters
    Tensor solve(Tensor b, int n) {
        int size = ends.dim(0);
        int split = b.dim(0) - (size - n);
        Tensor right = Layout.slice(b, 0, 0, split).reshape(split / n, n).transpose(1, 0);
        List<Tensor> given = new ArrayList<>();
        for (Level level : levels) {
            int h = level.pairs();
            Tensor both = Layout.slice(right, 1, 0, 2 * h).reshape(n, h, 2);
            Tensor pairs = Layout.concat(List.of(both.get(":, :, 0"), both.get(":, :, 1")), 0);
            given.add(pairs);
            Tensor merged = product(level.lower, pairs);
            right = Layout.concat(List.of(merged, Layout.slice(right, 1, 2 * h, right.dim(1))), 1);
        }
        Tensor outer = ends.matmul(Layout.concat(List.of(right.squeeze(1), Layout.slice(b, 0, split, b.dim(0))), 0));
        Tensor states = Layout.slice(outer, 0, 0, 2 * n).reshape(2, n).transpose(1, 0);
        Tensor unknowns = Layout.slice(outer, 0, 2 * n, size);
        for (int i = levels.size() - 1; i >= 0; i--) {
            Level level = levels.get(i);
            int h = level.pairs();
            Tensor left = Layout.slice(states, 1, 0, h);
            Tensor known = Layout.concat(
                    List.of(
                            given.get(i),
                            left,
                            Layout.slice(states, 1, 1, h + 1),
                            Layout.broadcastTo(unknowns.unsqueeze(1), Shape.of(size - 2 * n, h))),
                    0);
            Tensor both =
                    Layout.stack(List.of(left, product(level.inner, known)), 2).reshape(n, 2 * h);
            states = Layout.concat(List.of(both, Layout.slice(states, 1, h, states.dim(1))), 1);
        }
        return Layout.concat(List.of(states.transpose(1, 0).flatten(), unknowns), 0);
    }

    private static Tensor product(Tensor matrices, Tensor vectors) {
        return matrices.mul(vectors).sum(1);
    }

    private static Tensor scales(Tensor largest) {
        return largest.eq(0).select(1, largest.reciprocal());
    }

    /// As [Triangles#dependent], of one matrix.
    private static Tensor dependent(Tensor triangle) {
        int n = triangle.dim(0);
        Tensor norms = triangle.square().sum(0).sqrt();
        return Diagonals.diagonal(triangle)
                .abs()
                .gt(norms.mul(2 * n * Math.ulp(1.0)))
                .all()
                .not();
    }
}
