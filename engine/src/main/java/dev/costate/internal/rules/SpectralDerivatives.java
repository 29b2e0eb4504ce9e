package dev.costate.internal.rules;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Diagonals;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Reductions;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The derivatives of eigenvalues, singular values and their vectors.
///
/// Vectors turn among each other by what the tangent mixes them, divided by their values' distance. Of equal
/// values only the space that their vectors span is a function of the matrix, so that they do not turn: `1 / 0`
/// counts as 0, and so does one over a distance that rounding alone may have made. The derivatives of sums over
/// equal values and of projections on such spaces are then right. Singular vectors turn in two ways, and what
/// turns both alike needs no distance.
///
/// M. B. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation",
/// Advances in Automatic Differentiation (2008); J. Townsend, "Differentiating the singular value
/// decomposition" (2016).
final class SpectralDerivatives {
    private SpectralDerivatives() {}

    /// The tangents of eigenvalues and eigenvectors: `P = V' dS V`, `dw = diag(P)`, `dV = V (P[i,j] / (w[j] -
    /// w[i]))`, where `dS` is symmetric with the lower triangle of `da`.
    static List<@Nullable Tensor> eigen(List<Tensor> y, @Nullable Tensor da) {
        if (da == null) {
            return Arrays.asList(null, null);
        }
        Tensor w = y.get(0);
        Tensor v = y.get(1);
        Tensor ds = Diagonals.lower(da, 0).add(MatrixRules.transposed(Diagonals.lower(da, -1)));
        Tensor p = MatrixRules.product(MatrixRules.transposed(v), MatrixRules.product(ds, v));
        Tensor turn = p.mul(reciprocals(distances(w), size(w), w.dim(-1)));
        return Arrays.asList(Diagonals.diagonal(p), MatrixRules.product(v, turn));
    }

    /// The tangents of `U`, `s` and `V'`: `P = U' dA V`, `ds = diag(P)`. With `Y` and `K` the symmetric and
    /// skew parts of `P`, `E = Y[i,j] / (s[j] - s[i])` and `D = K[i,j] / (s[i] + s[j])`: `dU = U (E + D) + (I -
    /// U U') dA V / s`, `dV = V (E - D) + (I - V V') dA' U / s`.
    static List<@Nullable Tensor> singular(List<Tensor> y, @Nullable Tensor da) {
        if (da == null) {
            return Arrays.asList(null, null, null);
        }
        Tensor u = y.get(0);
        Tensor s = y.get(1);
        Tensor v = MatrixRules.transposed(y.get(2));
        Tensor dav = MatrixRules.product(da, v);
        Tensor dau = MatrixRules.product(MatrixRules.transposed(da), u);
        Tensor p = MatrixRules.product(MatrixRules.transposed(u), dav);
        Tensor pt = MatrixRules.transposed(p);
        int longest = Math.max(da.dim(-1), da.dim(-2));
        Tensor size = size(s);
        Tensor e = p.add(pt).mul(0.5).mul(reciprocals(distances(s), size, longest));
        Tensor d = p.sub(pt).mul(0.5).mul(reciprocals(sums(s), size, longest));
        Tensor inverse = reciprocals(s.unsqueeze(-2), size, longest);
        Tensor du = MatrixRules.product(u, e.add(d)).add(outside(u, dav, inverse));
        Tensor dv = MatrixRules.product(v, e.sub(d)).add(outside(v, dau, inverse));
        return Arrays.asList(du, Diagonals.diagonal(p), MatrixRules.transposed(dv));
    }

    /// `(I - U U') X` with its columns scaled; 0 if `U` is square.
    private static Tensor outside(Tensor u, Tensor x, Tensor scales) {
        if (u.dim(-1) == u.dim(-2)) {
            return Creation.zerosLike(u);
        }
        Tensor inside = MatrixRules.product(u, MatrixRules.product(MatrixRules.transposed(u), x));
        return x.sub(inside).mul(scales);
    }

    /// `w[j] - w[i]` at `i, j`.
    private static Tensor distances(Tensor w) {
        return w.unsqueeze(-2).sub(w.unsqueeze(-1));
    }

    private static Tensor sums(Tensor s) {
        return s.unsqueeze(-2).add(s.unsqueeze(-1));
    }

    /// The largest magnitude of each member, `[.., 1, 1]`, of no derivative.
    private static Tensor size(Tensor w) {
        Tensor constant = Elementwise.stopGradient(w.abs());
        int last = constant.rank() - 1;
        Tensor most =
                constant.dim(last) == 0 ? Reductions.sum(constant, true, last) : Reductions.max(constant, true, last);
        return most.unsqueeze(-1);
    }

    /// `1 / x`, or 0 where `x` is no more than what rounding makes of matrices of `n` rows and of this size.
    private static Tensor reciprocals(Tensor x, Tensor size, int n) {
        double unit = x.dtype() == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
        Tensor isZero = Elementwise.stopGradient(x).abs().le(size.mul(n * unit));
        return Elementwise.select(isZero, 0, Elementwise.select(isZero, 1, x).reciprocal());
    }
}
