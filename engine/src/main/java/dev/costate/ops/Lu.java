package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.graph.TriangularSolve;
import dev.costate.internal.trace.Dispatch;

/// The factors of `P a = L U`, with partial pivoting: equations with one matrix and many right-hand sides are
/// solved by them, each for the price of two triangles.
///
/// Derivatives flow through the factors.
///
/// @param packed `U` on and above the diagonals, `L` below them, whose own are all ones: `T[..., n, n]`
/// @param permutation row `i` of `P a` is row `permutation[i]` of `a`: `i32[..., n]`
public record Lu(Tensor packed, Tensor permutation) {
    /// `L`, lower triangular with ones on its diagonal: `T[..., n, n]`.
    public Tensor lower() {
        return Diagonals.lower(packed, -1).add(Creation.eye(packed.dtype(), packed.dim(-1)));
    }

    /// `U`, upper triangular: `T[..., n, n]`.
    public Tensor upper() {
        return Diagonals.upper(packed, 0);
    }

    /// The solutions of `a x = b`, shapes as in [LinearAlgebra#solve].
    public Tensor solve(Tensor b) {
        return Matrices.solutions("lu.solve", packed, b, (lead, columns) -> {
            Tensor factors = Matrices.spread(packed.to(columns.dtype()), lead, 2);
            Tensor moved = Indexing.rows(columns, Matrices.spread(permutation, lead, 1));
            Tensor y = Dispatch.one(new TriangularSolve(true, false, true), factors, moved);
            return Dispatch.one(new TriangularSolve(false, false, false), factors, y);
        });
    }

    /// The determinants, `T[..., n, n] -> T[...]`: the products of `U`'s diagonals, with the permutation's
    /// sign.
    public Tensor determinant() {
        return sign().mul(Diagonals.diagonal(packed).prod(-1));
    }

    /// The signs and the logarithms of the absolute values of the determinants.
    LogDeterminant logDeterminant() {
        Tensor diagonal = Diagonals.diagonal(packed);
        return new LogDeterminant(
                sign().mul(diagonal.sign().prod(-1)), diagonal.abs().log().sum(-1));
    }

    /// 1 for an even permutation, -1 for an odd one: by the number of pairs that it puts in the other order.
    private Tensor sign() {
        Tensor pairs = permutation.unsqueeze(-1).lt(permutation.unsqueeze(-2));
        Tensor inversions = Diagonals.lower(pairs.to(DType.INT32), -1).sum(-1, -2);
        return inversions.mod(2).mul(-2).add(1).to(packed.dtype());
    }
}
