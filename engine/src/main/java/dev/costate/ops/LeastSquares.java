package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.TriangularSolve;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// Equations that have no solution, or too many: the `x` that makes `|a x - b|` smallest, and among those the
/// shortest.
///
/// Matrices lie along the last two axes; leading axes are a batch. Derivatives are those at constant rank.
public final class LeastSquares {
    private LeastSquares() {}

    /// The `x` with the smallest `|a x - b|` for tall matrices, the shortest with `a x = b` for wide ones, all
    /// of full rank: `T[..., m, n], T[m] -> T[..., n]` for one vector, `T[..., m, n], T[..., m, k] -> T[..., n,
    /// k]` for columns, leading axes broadcast.
    ///
    /// By a QR factorisation of `a` or its transpose. Of less than full rank the results are large, infinite or
    /// NaN: see [#leastSquares(Tensor, Tensor, double)], which costs five to fifteen times as much.
    ///
    /// @throws dev.costate.ShapeException if the right-hand sides do not fit
    /// @throws dev.costate.DTypeException if an operand has whole numbers or booleans
    public static Tensor leastSquares(Tensor a, Tensor b) {
        return solutions(a, b, (matrices, columns) -> {
            if (matrices.dim(-2) >= matrices.dim(-1)) {
                Qr qr = Spectra.factored(matrices);
                Tensor right = Matrices.transposed(qr.q()).matmul(columns);
                return Dispatch.one(new TriangularSolve(false, false, false), qr.r(), right);
            }
            Qr qr = Spectra.factored(Matrices.transposed(matrices));
            return qr.q().matmul(Dispatch.one(new TriangularSolve(false, true, false), qr.r(), columns));
        });
    }

    /// The shortest `x` with the smallest `|a x - b|`, of any rank; shapes as in [#leastSquares(Tensor,
    /// Tensor)].
    ///
    /// By singular values.
    ///
    /// @param cutoff singular values of at most `cutoff` times the largest count as 0
    /// @throws dev.costate.ShapeException if the right-hand sides do not fit
    /// @throws dev.costate.DTypeException if an operand has whole numbers or booleans
    /// @throws dev.costate.ArgumentException if `cutoff` is not from 0 to 1
    public static Tensor leastSquares(Tensor a, Tensor b, double cutoff) {
        checked("leastSquares", cutoff);
        return solutions(a, b, (matrices, columns) -> pseudoInverse(matrices, cutoff, columns));
    }

    /// The pseudo-inverse of Moore and Penrose, `T[..., m, n] -> T[..., n, m]`: singular values of at most
    /// `max(m, n) eps` times the largest count as 0.
    ///
    /// @throws dev.costate.ShapeException if `a` has fewer than two axes
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Tensor pseudoInverse(Tensor a) {
        Matrices.matrix("pseudoInverse", a);
        return pseudoInverse(a, Spectra.cutoff(a), null);
    }

    /// The pseudo-inverse, as [#pseudoInverse(Tensor)].
    ///
    /// @param cutoff singular values of at most `cutoff` times the largest count as 0
    /// @throws dev.costate.ShapeException if `a` has fewer than two axes
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    /// @throws dev.costate.ArgumentException if `cutoff` is not from 0 to 1
    public static Tensor pseudoInverse(Tensor a, double cutoff) {
        Matrices.matrix("pseudoInverse", a);
        checked("pseudoInverse", cutoff);
        return pseudoInverse(a, cutoff, null);
    }

    private static void checked(String operation, double cutoff) {
        if (!(cutoff >= 0 && cutoff < 1)) {
            throw Problem.argument(
                    operation,
                    "the cutoff is " + cutoff,
                    "it is a share of the largest singular value, from 0 to less than 1");
        }
    }

    /// `P b`, or `P` without `b`, by a factorisation of constant rank that has derivatives of all orders and
    /// divides by no distances of singular values.
    ///
    /// With `U`, `S` and `V` of the singular values that count, held constant, and `F = A V / S`, `G = U' A /
    /// S`, `M = U' A V / S / S`, every matrix of the same rank near `A` is `F M^-1 G`, so that `P = G' (G
    /// G')^-1 M (F' F)^-1 F'`. At `A` itself `F` and `G` are `U` and `V'`: both inverses are those of the
    /// identity. What does not count has ones on their diagonals.
    private static Tensor pseudoInverse(Tensor a, double cutoff, @Nullable Tensor b) {
        Svd svd = Spectra.decomposed("pseudoInverse", a.stopGradient());
        Tensor s = svd.s();
        Tensor counted = Spectra.counted(s, cutoff);
        Tensor reciprocals =
                Elementwise.select(counted, Elementwise.select(counted, s, 1).reciprocal(), 0);
        // A NaN is no small singular value.
        Tensor scales = Elementwise.select(s.isNaN(), s, reciprocals);
        Tensor f = a.matmul(Matrices.transposed(svd.vt()).mul(scales.unsqueeze(-2)));
        Tensor left = Matrices.transposed(svd.u()).mul(scales.unsqueeze(-1));
        Tensor g = left.matmul(a);
        Tensor others = Diagonals.diag(counted.not().to(s.dtype()));
        Tensor ft = Matrices.transposed(f);
        Tensor gt = Matrices.transposed(g);
        Tensor right = b == null ? ft : ft.matmul(b);
        Tensor inner = LinearAlgebra.solve(ft.matmul(f).add(others), right);
        Tensor middle = left.matmul(f).matmul(inner);
        return gt.matmul(LinearAlgebra.solve(g.matmul(gt).add(others), middle));
    }

    /// Solves for columns with leading axes that matrices and right-hand sides share.
    private static Tensor solutions(Tensor a, Tensor b, BinaryOperator<Tensor> solver) {
        String operation = "leastSquares";
        Matrices.matrix(operation, a);
        Matrices.floating(operation, "the right-hand side", b);
        if (b.rank() == 0) {
            throw Problem.shape(operation, "the right-hand side is a scalar", "give a vector, or columns");
        }
        boolean isVector = b.rank() == 1;
        int rows = b.dim(isVector ? -1 : -2);
        if (rows != a.dim(-2)) {
            throw Problem.shape(
                    operation,
                    "equations and right-hand sides differ: " + Problem.describe(a) + " and " + Problem.describe(b)
                            + " (" + a.dim(-2) + " vs " + rows + ")",
                    "the last axis but one of both counts the equations, the only one of a vector");
        }
        DType dtype = a.dtype().promote(b.dtype());
        Tensor columns = (isVector ? b.unsqueeze(-1) : b).to(dtype);
        Shape lead = Layout.leading(operation, a, columns, a.rank() - 2, columns.rank() - 2);
        Tensor x = solver.apply(Matrices.spread(a.to(dtype), lead, 2), Matrices.spread(columns, lead, 2));
        return isVector ? x.squeeze(-1) : x;
    }
}
