package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.internal.trace.Problem;

/// Diagonals and triangles of matrices, which lie along the last two axes; diagonal 0 is the main one, those
/// above it are positive.
public final class Diagonals {
    private Diagonals() {}

    /// The main diagonal: `[..., n, m] -> [..., min(n, m)]`.
    ///
    /// @throws dev.costate.ShapeException if there are no two axes
    public static Tensor diagonal(Tensor x) {
        matrices("diagonal", x);
        int n = Math.min(x.dim(-2), x.dim(-1));
        Tensor square = Layout.slice(Layout.slice(x, -2, 0, n), -1, 0, n);
        Tensor kept = Elementwise.select(band(square).eq(0), square, Creation.zerosLike(square));
        return kept.dtype() == DType.BOOL ? kept.any(-1) : kept.sum(-1);
    }

    /// The sum of the main diagonal: `[..., n, m] -> [...]`.
    ///
    /// @throws dev.costate.ShapeException if there are no two axes
    public static Tensor trace(Tensor x) {
        matrices("trace", x);
        return diagonal(x).sum(-1);
    }

    /// Matrices with these diagonals and zeros elsewhere: `[..., n] -> [..., n, n]`.
    ///
    /// @throws dev.costate.ShapeException if `x` is a scalar
    public static Tensor diag(Tensor x) {
        Layout.axis("diag", Problem.present("diag", "the tensor", x), -1);
        int n = x.dim(-1);
        Tensor rows = Layout.broadcastTo(x.unsqueeze(-2), x.shape().concat(Shape.of(n)));
        return Elementwise.select(band(rows).eq(0), rows, Creation.zerosLike(rows));
    }

    /// What is on or above diagonal `k`; zeros below.
    ///
    /// @throws dev.costate.ShapeException if there are no two axes
    public static Tensor upper(Tensor x, int k) {
        return Elementwise.select(band(matrices("upper", x)).ge(k), x, Creation.zerosLike(x));
    }

    /// What is on or below diagonal `k`; zeros above.
    ///
    /// @throws dev.costate.ShapeException if there are no two axes
    public static Tensor lower(Tensor x, int k) {
        return Elementwise.select(band(matrices("lower", x)).le(k), x, Creation.zerosLike(x));
    }

    /// The number of the diagonal that each element is on: column less row.
    private static Tensor band(Tensor x) {
        Shape matrix = x.shape().slice(x.rank() - 2, x.rank());
        return Creation.iota(matrix, 1, DType.INT32).sub(Creation.iota(matrix, 0, DType.INT32));
    }

    private static Tensor matrices(String operation, Tensor x) {
        if (Problem.present(operation, "the tensor", x).rank() < 2) {
            throw Problem.shape(operation, Problem.describe(x) + " is no matrix", "give at least two axes");
        }
        return x;
    }
}
