package dev.costate.ops;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Cholesky;
import dev.costate.graph.Solve;
import dev.costate.graph.TriangularSolve;
import dev.costate.internal.trace.Dispatch;
import java.util.List;

/// Equations and the factorisations that solve them, of `float32` and `float64`.
///
/// Matrices lie along the last two axes; leading axes are a batch, which is shared out to the threads. All have
/// derivatives of every order. A matrix that is singular, or not positive definite, is no error: the results
/// say so by infinities and NaNs, as a compiled loop over many matrices needs it.
///
/// `float32` is computed in `double` and rounded once.
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /// The solutions of `a x = b`, by an LU factorisation: `T[..., n, n], T[n] -> T[..., n]` for one vector,
    /// `T[..., n, n], T[..., n, k] -> T[..., n, k]` for columns. As in NumPy 2 only a right-hand side with a
    /// single axis is a vector; leading axes broadcast.
    ///
    /// The derivative is the implicit function's, `a dx = db - da x`, by the same factors.
    ///
    /// @throws dev.costate.ShapeException if the matrices are not square, or the right-hand sides do not fit
    /// @throws dev.costate.DTypeException if an operand has whole numbers or booleans
    public static Tensor solve(Tensor a, Tensor b) {
        return Matrices.solutions("solve", a, b, (lead, columns) -> {
            Tensor matrices = a.to(columns.dtype());
            Lu lu = factored(matrices.stopGradient());
            return Dispatch.one(
                    new Solve(false),
                    Matrices.spread(matrices, lead, 2),
                    Matrices.spread(lu.packed(), lead, 2),
                    Matrices.spread(lu.permutation(), lead, 1),
                    columns);
        });
    }

    /// The solutions of `t x = b`, where `t` is a triangle of `a` or its transpose; shapes as in [#solve].
    ///
    /// The other triangle is not read.
    ///
    /// @param lower whether it is the lower triangle
    /// @param transposed whether it is transposed, and so solved for from the other end
    /// @param unitDiagonal whether its diagonal is all ones; it is not read then
    /// @throws dev.costate.ShapeException if the matrices are not square, or the right-hand sides do not fit
    /// @throws dev.costate.DTypeException if an operand has whole numbers or booleans
    public static Tensor triangularSolve(Tensor a, Tensor b, boolean lower, boolean transposed, boolean unitDiagonal) {
        TriangularSolve op = new TriangularSolve(lower, transposed, unitDiagonal);
        return Matrices.solutions(
                "triangularSolve",
                a,
                b,
                (lead, columns) -> Dispatch.one(op, Matrices.spread(a.to(columns.dtype()), lead, 2), columns));
    }

    /// The Cholesky factor of a symmetric positive definite matrix, `a = l l'` with `l` lower triangular:
    /// `T[..., n, n] -> T[..., n, n]`. All of `l`'s lower triangle is NaN if `a` is not positive definite.
    ///
    /// It is that of `(a + a') / 2`, which is `a` if it is symmetric; so its gradient is symmetric too.
    ///
    /// @throws dev.costate.ShapeException if the matrices are not square
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Tensor cholesky(Tensor a) {
        Matrices.square("cholesky", a);
        return Dispatch.one(new Cholesky(), a.add(Matrices.transposed(a)).mul(0.5));
    }

    /// The solutions of `l l' x = b` by the factor that [#cholesky] makes; shapes as in [#solve].
    ///
    /// @throws dev.costate.ShapeException if the matrices are not square, or the right-hand sides do not fit
    /// @throws dev.costate.DTypeException if an operand has whole numbers or booleans
    public static Tensor choleskySolve(Tensor l, Tensor b) {
        return Matrices.solutions("choleskySolve", l, b, (lead, columns) -> {
            Tensor factors = Matrices.spread(l.to(columns.dtype()), lead, 2);
            Tensor y = Dispatch.one(new TriangularSolve(true, false, false), factors, columns);
            return Dispatch.one(new TriangularSolve(true, true, false), factors, y);
        });
    }

    /// The LU factorisation with partial pivoting, `P a = L U`: `T[..., n, n] -> T[..., n, n], i32[..., n]`.
    ///
    /// @throws dev.costate.ShapeException if the matrices are not square
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Lu lu(Tensor a) {
        return factored(Matrices.square("lu", a));
    }

    private static Lu factored(Tensor a) {
        List<Tensor> results = Dispatch.apply(new dev.costate.graph.Lu(), List.of(a));
        return new Lu(results.get(0), results.get(1));
    }

    /// The inverse: `T[..., n, n] -> T[..., n, n]`. To solve equations, [#solve] is faster and more exact.
    ///
    /// @throws dev.costate.ShapeException if the matrices are not square
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Tensor inverse(Tensor a) {
        Matrices.square("inverse", a);
        Shape lead = a.shape().slice(0, a.rank() - 2);
        return solve(a, Matrices.spread(Creation.eye(a.dtype(), a.dim(-1)), lead, 2));
    }

    /// The determinant, by an LU factorisation: `T[..., n, n] -> T[...]`; 1 of no rows.
    ///
    /// Of large matrices it overflows early: see [#logDeterminant]. Its derivative is not finite where the
    /// matrix is singular.
    ///
    /// @throws dev.costate.ShapeException if the matrices are not square
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Tensor determinant(Tensor a) {
        return factored(Matrices.square("determinant", a)).determinant();
    }

    /// The sign and the logarithm of the absolute value of the determinant: `T[..., n, n] -> T[...], T[...]`.
    ///
    /// @throws dev.costate.ShapeException if the matrices are not square
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static LogDeterminant logDeterminant(Tensor a) {
        return factored(Matrices.square("logDeterminant", a)).logDeterminant();
    }
}
