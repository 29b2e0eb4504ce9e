package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.internal.trace.Problem;

/// The extents of tridiagonal equations.
///
/// @param n the number of rows
/// @param matrices the batch axes of the matrix
/// @param lead the batch axes of the matrix and the right side, broadcast together
/// @param isVector whether the right side is a vector
/// @param k the number of right sides
/// @param dtype what all are converted to
record TridiagonalShape(int n, Shape matrices, Shape lead, boolean isVector, int k, DType dtype) {
    static TridiagonalShape of(String operation, Tensor lower, Tensor diagonal, Tensor upper, Tensor b) {
        if (diagonal.rank() == 0 || diagonal.dim(-1) == 0) {
            throw Problem.shape(
                    operation, "the diagonal is " + Problem.describe(diagonal), "give [..., n] with at least one row");
        }
        int n = diagonal.dim(-1);
        beside(operation, "lower", lower, n);
        beside(operation, "upper", upper, n);
        Shape matrices = Layout.leading(operation, diagonal, lower, diagonal.rank() - 1, lower.rank() - 1);
        matrices = joined(operation, matrices, diagonal, upper, upper.rank() - 1);
        boolean isVector = b.rank() <= matrices.rank() + 1;
        int axis = b.rank() - (isVector ? 1 : 2);
        if (axis < 0 || b.dim(axis) != n) {
            throw Problem.shape(
                    operation,
                    "the right side " + Problem.describe(b) + " does not have the " + n + " rows of the diagonal "
                            + Problem.describe(diagonal),
                    "give [..., n], or with one axis more than the diagonals [..., n, k]");
        }
        Shape lead = joined(operation, matrices, diagonal, b, axis);
        DType dtype = Elementwise.toFloating(diagonal)
                .dtype()
                .promote(Elementwise.toFloating(lower).dtype())
                .promote(Elementwise.toFloating(upper).dtype())
                .promote(Elementwise.toFloating(b).dtype());
        return new TridiagonalShape(n, matrices, lead, isVector, isVector ? 1 : b.dim(-1), dtype);
    }

    private static void beside(String operation, String name, Tensor band, int n) {
        if (band.rank() == 0 || band.dim(-1) != n - 1) {
            throw Problem.shape(
                    operation,
                    "the " + name + " diagonal is " + Problem.describe(band) + ", beside a diagonal of " + n,
                    "it has one element fewer");
        }
    }

    private static Shape joined(String operation, Shape lead, Tensor diagonal, Tensor x, int axes) {
        Shape other = x.shape().slice(0, axes);
        int[] dims = new int[Math.max(lead.rank(), other.rank())];
        for (int i = 1; i <= dims.length; i++) {
            int left = i <= lead.rank() ? lead.dim(lead.rank() - i) : 1;
            int right = i <= other.rank() ? other.dim(other.rank() - i) : 1;
            if (left != right && left != 1 && right != 1) {
                throw Problem.shape(
                        operation,
                        "leading axes do not broadcast: " + Problem.describe(diagonal) + " and " + Problem.describe(x)
                                + " (" + left + " vs " + right + ")",
                        "extents must be equal or 1");
            }
            dims[dims.length - i] = left == 1 ? right : left;
        }
        return Shape.of(dims);
    }

    /// A band beside the diagonal with zeros around, so that it has an element in every row.
    Tensor padded(Tensor band, int before, int after) {
        int[] low = new int[band.rank()];
        int[] high = new int[band.rank()];
        low[band.rank() - 1] = before;
        high[band.rank() - 1] = after;
        return Layout.pad(band, low, high);
    }

    /// A band of all matrices.
    Tensor band(Tensor band) {
        return Layout.broadcastTo(band.to(dtype), matrices.concat(Shape.of(n)));
    }

    /// What belongs to the matrices for each of the right sides' batch.
    Tensor repeated(Tensor band) {
        return Layout.broadcastTo(band, lead.concat(Shape.of(n)));
    }

    /// The right sides as columns.
    Tensor columns(Tensor b) {
        return isVector ? Layout.unsqueeze(b, -1) : b;
    }

    /// The right sides of all members, as columns.
    Tensor right(Tensor b) {
        return Layout.broadcastTo(columns(b).to(dtype), lead.concat(Shape.of(n, k)));
    }

    /// Columns as the right side was.
    Tensor asRight(Tensor x) {
        return isVector ? Layout.squeeze(x, -1) : x;
    }
}
