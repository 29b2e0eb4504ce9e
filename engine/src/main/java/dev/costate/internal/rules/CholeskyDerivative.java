package dev.costate.internal.rules;

import dev.costate.Tensor;
import dev.costate.graph.TriangularSolve;
import dev.costate.internal.trace.Dispatch;
import dev.costate.ops.Diagonals;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The derivative of a Cholesky factorisation: from `S = L L'` follows `L^-1 dS L^-T = L^-1 dL + (L^-1 dL)' =:
/// F`, so that `dL = L half(F)`, the lower triangle with half of the diagonal.
///
/// I. Murray, "Differentiation of the Cholesky decomposition", arXiv:1602.07527.
final class CholeskyDerivative {
    private CholeskyDerivative() {}

    /// The factor's tangent; of the operand's counts only the lower triangle.
    static List<@Nullable Tensor> of(Tensor l, @Nullable Tensor da) {
        if (da == null) {
            return Collections.singletonList(null);
        }
        Tensor ds = Diagonals.lower(da, 0).add(MatrixRules.transposed(Diagonals.lower(da, -1)));
        TriangularSolve solve = new TriangularSolve(true, false, false);
        Tensor left = Dispatch.one(solve, l, ds);
        Tensor f = Dispatch.one(solve, l, MatrixRules.transposed(left));
        Tensor half =
                Diagonals.lower(f, -1).add(Diagonals.diag(Diagonals.diagonal(f).mul(0.5)));
        return Collections.singletonList(MatrixRules.product(l, half));
    }
}
