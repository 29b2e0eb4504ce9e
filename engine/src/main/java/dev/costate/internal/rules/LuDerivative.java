package dev.costate.internal.rules;

import dev.costate.Tensor;
import dev.costate.graph.TriangularSolve;
import dev.costate.internal.trace.Dispatch;
import dev.costate.ops.Diagonals;
import dev.costate.ops.Indexing;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The derivative of an LU factorisation: from `P a = L U` follows `L^-1 P da U^-1 = L^-1 dL + dU U^-1 =: F`,
/// of whose terms the first is strictly lower and the second upper triangular, so that `dL = L lower(F)` and
/// `dU = upper(F) U`.
///
/// S. F. Walter, L. Lehmann, "Algorithmic differentiation of linear algebra functions with application in
/// optimum experimental design", arXiv:1001.1654. The permutation is constant where there is a derivative.
final class LuDerivative {
    private LuDerivative() {}

    /// The tangents of packed factors and permutation.
    ///
    /// @param y both results
    /// @param da the operand's tangent
    static List<@Nullable Tensor> of(List<Tensor> y, @Nullable Tensor da) {
        if (da == null) {
            return Arrays.asList(null, null);
        }
        Tensor packed = y.get(0);
        Tensor left = Dispatch.one(new TriangularSolve(true, false, true), packed, Indexing.rows(da, y.get(1)));
        // F U = left, that is U' F' = left'
        Tensor f = MatrixRules.transposed(
                Dispatch.one(new TriangularSolve(false, true, false), packed, MatrixRules.transposed(left)));
        Tensor below = Diagonals.lower(f, -1);
        Tensor above = Diagonals.upper(f, 0);
        Tensor dl = MatrixRules.product(Diagonals.lower(packed, -1), below).add(below);
        Tensor du = MatrixRules.product(above, Diagonals.upper(packed, 0));
        return Arrays.asList(dl.add(du), null);
    }
}
