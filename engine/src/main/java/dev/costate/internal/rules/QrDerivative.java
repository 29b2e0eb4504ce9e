package dev.costate.internal.rules;

import dev.costate.Tensor;
import dev.costate.graph.TriangularSolve;
import dev.costate.internal.trace.Dispatch;
import dev.costate.ops.Diagonals;
import dev.costate.ops.Layout;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The derivative of a QR factorisation. With `A1` and `R1` the first `k` columns of `A` and `R`, `X = dA1
/// R1^-1` and `C = Q' X`: from `dA = dQ R + Q dR` follows `C = Q' dQ + dR1 R1^-1`, of whose terms the first is
/// skew and the second upper triangular. So the first is `O = lower(C) - lower(C)'`, and `dQ = X + Q (O - C)`,
/// `dR = Q' dA - O R`.
///
/// S. F. Walter, L. Lehmann, "Algorithmic differentiation of linear algebra functions with application in
/// optimum experimental design", arXiv:1001.1654; wide matrices as in PyTorch. Where the first `k` columns are
/// not independent, `Q` is no function of them, and the tangents are infinite or NaN.
final class QrDerivative {
    private QrDerivative() {}

    /// The tangents of both factors.
    ///
    /// @param y the factors
    /// @param da the operand's tangent
    static List<@Nullable Tensor> of(List<Tensor> y, @Nullable Tensor da) {
        if (da == null) {
            return Arrays.asList(null, null);
        }
        Tensor q = y.get(0);
        Tensor r = y.get(1);
        Tensor qt = MatrixRules.transposed(q);
        int columns = da.rank() - 1;
        int k = q.dim(-1);
        // R1' X' = dA1'
        Tensor right = MatrixRules.transposed(Layout.slice(da, columns, 0, k));
        Tensor r1 = Layout.slice(r, columns, 0, k);
        Tensor x = MatrixRules.transposed(Dispatch.one(new TriangularSolve(false, true, false), r1, right));
        Tensor c = MatrixRules.product(qt, x);
        Tensor below = Diagonals.lower(c, -1);
        Tensor o = below.sub(MatrixRules.transposed(below));
        Tensor dq = x.add(MatrixRules.product(q, o.sub(c)));
        Tensor dr = MatrixRules.product(qt, da).sub(MatrixRules.product(o, r));
        // What rounding leaves below the diagonal is not the factor's.
        return Arrays.asList(dq, Diagonals.upper(dr, 0));
    }
}
