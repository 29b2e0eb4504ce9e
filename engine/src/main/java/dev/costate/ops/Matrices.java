package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.internal.trace.Problem;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// What functions of linear algebra ask of their operands, in words.
final class Matrices {
    private Matrices() {}

    /// `a`, which is one matrix or more, of a floating type.
    static Tensor matrix(String operation, Tensor a) {
        floating(operation, "the matrix", a);
        if (a.rank() < 2) {
            throw Problem.shape(operation, Problem.describe(a) + " is no matrix", "give at least two axes");
        }
        return a;
    }

    /// `a`, whose matrices are square.
    static Tensor square(String operation, Tensor a) {
        matrix(operation, a);
        if (a.dim(-1) != a.dim(-2)) {
            throw Problem.shape(
                    operation,
                    "the matrix " + Problem.describe(a) + " is not square (" + a.dim(-2) + " vs " + a.dim(-1) + ")",
                    operation.toLowerCase(Locale.ROOT).endsWith("solve")
                            ? "as many equations as unknowns are needed; leastSquares takes all"
                            : "give one with as many rows as columns");
        }
        return a;
    }

    /// `x`, which is of a floating type.
    static Tensor floating(String operation, String what, Tensor x) {
        if (!Problem.present(operation, what, x).dtype().isFloating()) {
            throw Problem.dtype(
                    operation, what + " " + Problem.describe(x) + " has no fractions", "convert it: to(DType.FLOAT64)");
        }
        return x;
    }

    /// The transposes of the matrices.
    static Tensor transposed(Tensor a) {
        return Layout.swapAxes(a, -2, -1);
    }

    /// `x` with the leading axes `lead` in front of its last `rank` ones.
    static Tensor spread(Tensor x, Shape lead, int rank) {
        return Layout.broadcastTo(x, lead.concat(x.shape().slice(x.rank() - rank, x.rank())));
    }

    /// The solutions of equations with the matrices `a` and the right-hand sides `b`: one vector, or matrices
    /// of columns, whose leading axes broadcast with those of `a`.
    ///
    /// @param solver solves for columns with leading axes that it is told
    static Tensor solutions(String operation, Tensor a, Tensor b, BiFunction<Shape, Tensor, Tensor> solver) {
        square(operation, a);
        floating(operation, "the right-hand side", b);
        if (b.rank() == 0) {
            throw Problem.shape(operation, "the right-hand side is a scalar", "give a vector, or columns");
        }
        boolean isVector = b.rank() == 1;
        int rows = b.dim(isVector ? -1 : -2);
        if (rows != a.dim(-1)) {
            String cure = b.rank() > 1 && b.dim(-1) == a.dim(-1)
                    ? "vectors in a batch are columns: unsqueeze(-1)"
                    : "the last axis but one of the right-hand side counts the equations, the only one of a vector";
            throw Problem.shape(
                    operation,
                    "equations and right-hand sides differ: " + Problem.describe(a) + " and " + Problem.describe(b)
                            + " (" + a.dim(-1) + " vs " + rows + ")",
                    cure);
        }
        DType dtype = a.dtype().promote(b.dtype());
        Tensor columns = (isVector ? b.unsqueeze(-1) : b).to(dtype);
        Tensor x;
        if (a.rank() == 2 && columns.rank() > 2) {
            x = sideBySide(columns, all -> solver.apply(Shape.scalar(), all));
        } else {
            Shape lead = Layout.leading(operation, a, columns, a.rank() - 2, columns.rank() - 2);
            x = solver.apply(lead, spread(columns, lead, 2));
        }
        return isVector ? x.squeeze(-1) : x;
    }

    /// The columns of all batches in one matrix: equations that they share are solved once for all.
    private static Tensor sideBySide(Tensor b, UnaryOperator<Tensor> solve) {
        int rows = b.rank() - 2;
        Tensor first = Layout.moveAxis(b, rows, 0);
        int n = b.dim(-2);
        Tensor x = solve.apply(first.reshape(n, n == 0 ? 0 : b.size() / n));
        return Layout.moveAxis(x.reshape(first.shape()), 0, rows);
    }
}
