package dev.costate.errors;

import dev.costate.DTypeException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Indexing;
import dev.costate.ops.LinearAlgebra;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Matrices that are not square, right-hand sides that do not fit, numbers without fractions.
class LinearAlgebraErrorsTest {
    private static final Tensor A = Tensor.zeros(3, 3);

    private static Misuse shape(String text, Misuse.Call call) {
        return new Misuse(ShapeException.class, text, call);
    }

    private static Misuse dtype(String text, Misuse.Call call) {
        return new Misuse(DTypeException.class, text, call);
    }

    static List<Misuse> misuses() {
        return List.of(
                shape(
                        "solve: the matrix f32[3,4] is not square (3 vs 4) at HERE; as many equations as unknowns are needed;"
                                + " leastSquares takes all",
                        () -> LinearAlgebra.solve(Tensor.zeros(3, 4), Tensor.zeros(3))),
                shape(
                        "solve: equations and right-hand sides differ: f32[3,3] and f32[4] (3 vs 4) at HERE; the last axis but one of the right-hand side counts the equations, the only one of a vector",
                        () -> LinearAlgebra.solve(A, Tensor.zeros(4))),
                shape(
                        "solve: equations and right-hand sides differ: f32[2,3,3] and f32[2,3] (3 vs 2) at HERE; vectors in a batch are columns: unsqueeze(-1)",
                        () -> LinearAlgebra.solve(Tensor.zeros(2, 3, 3), Tensor.zeros(2, 3))),
                shape(
                        "solve: leading axes do not broadcast: f32[2,3,3] x f32[4,3,1] (2 vs 4) at HERE; extents must be equal or 1",
                        () -> LinearAlgebra.solve(Tensor.zeros(2, 3, 3), Tensor.zeros(4, 3, 1))),
                shape(
                        "triangularSolve: the right-hand side is a scalar at HERE; give a vector, or columns",
                        () -> LinearAlgebra.triangularSolve(A, Tensor.scalar(1f), true, false, false)),
                shape(
                        "cholesky: f32[3] is no matrix at HERE; give at least two axes",
                        () -> LinearAlgebra.cholesky(Tensor.zeros(3))),
                shape(
                        "lu: the matrix f32[2,3] is not square (2 vs 3) at HERE; give one with as many rows as columns",
                        () -> LinearAlgebra.lu(Tensor.zeros(2, 3))),
                shape(
                        "lu.solve: equations and right-hand sides differ: f32[3,3] and f32[2] (3 vs 2) at HERE; the last axis but one of the right-hand side counts the equations, the only one of a vector",
                        () -> LinearAlgebra.lu(A).solve(Tensor.zeros(2))),
                shape(
                        "rows: places i32[2,3] are not those of rows of f32[3,3] at HERE; they are int32, and have the tensor's leading axes and one more",
                        () -> Indexing.rows(A, Tensor.of(new int[][] {{0, 1, 2}, {0, 1, 2}}))),
                dtype(
                        "inverse: the matrix i32[2,2] has no fractions at HERE; convert it: to(DType.FLOAT64)",
                        () -> LinearAlgebra.inverse(Tensor.of(new int[][] {{1, 2}, {3, 4}}))),
                dtype(
                        "choleskySolve: the right-hand side i32[3] has no fractions at HERE; convert it: to(DType.FLOAT64)",
                        () -> LinearAlgebra.choleskySolve(A, Tensor.of(1, 2, 3))));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void saysWhatDoesNotFit(Misuse misuse) {
        misuse.check();
    }
}
