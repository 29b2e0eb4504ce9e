package dev.costate.ops;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.graph.TridiagonalFactors;
import dev.costate.graph.TridiagonalSolve;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import java.util.ArrayList;
import java.util.List;

/// Linear equations with tridiagonal matrices, real and complex.
///
/// A matrix of `n` rows is its three diagonals, `lower: [..., n-1]`, `diagonal: [..., n]` and `upper: [...,
/// n-1]`: row `i` is `lower[i-1] x[i-1] + diagonal[i] x[i] + upper[i] x[i+1] = b[i]`. Leading axes are
/// batches and broadcast.
///
/// A right side with no more axes than `diagonal` is a vector `[..., n]`; one with more is a matrix `[..., n,
/// k]` of `k` of them.
///
/// The time is proportional to `n`. The matrix is factored apart from solving, so that a compiled loop which
/// does not change it factors it once; so does a program which also solves with its transpose, as every
/// gradient does. The factors are those of Gaussian elimination from both ends to the middle; of complex matrices
/// from 160 rows on in eight segments side by side, where that is stable, as it is for all whose diagonal dominates
/// by rows or by columns; where a pivot would be too small for either, from the top with partial pivoting, as by
/// LAPACK's `gtsv`. All are backward stable: what comes out solves equations whose matrix differs by a few
/// roundings of its largest element. A singular matrix gives infinite or NaN numbers.
///
/// Source: N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 9.6.
public final class Tridiagonals {
    private static final String SOLVE = "tridiagonal solve";

    private Tridiagonals() {}

    /// The solution `x` of `a x = b`, shaped as `b` with the batches of both. Integers become `float32`.
    ///
    /// ```java
    /// import dev.costate.ops.Tridiagonals;
    ///
    /// Tensor ones = Tensor.of(1.0, 1.0);
    /// Tensor x = Tridiagonals.solve(ones, Tensor.of(2.0, 2.0, 2.0), ones, Tensor.of(4.0, 8.0, 8.0));
    /// IO.println(x);  // -> f64[3] {1, 2, 3}
    /// ```
    ///
    /// @throws dev.costate.ShapeException if the extents do not fit
    public static Tensor solve(Tensor lower, Tensor diagonal, Tensor upper, Tensor b) {
        Problem.present(SOLVE, "the lower diagonal", lower);
        Problem.present(SOLVE, "the diagonal", diagonal);
        Problem.present(SOLVE, "the upper diagonal", upper);
        Problem.present(SOLVE, "the right side", b);
        return solve(List.of(lower), List.of(diagonal), List.of(upper), List.of(b))
                .getFirst();
    }

    /// The solution of complex equations, as [#solve(Tensor, Tensor, Tensor, Tensor)].
    ///
    /// @throws dev.costate.ShapeException if the extents do not fit
    public static Complex solve(Complex lower, Complex diagonal, Complex upper, Complex b) {
        Problem.present(SOLVE, "the lower diagonal", lower);
        Problem.present(SOLVE, "the diagonal", diagonal);
        Problem.present(SOLVE, "the upper diagonal", upper);
        Problem.present(SOLVE, "the right side", b);
        List<Tensor> x = solve(parts(lower), parts(diagonal), parts(upper), parts(b));
        return new Complex(x.get(0), x.get(1));
    }

    /// The product `a x` with a vector or with several, told apart as by [#solve].
    ///
    /// @throws dev.costate.ShapeException if the extents do not fit
    public static Tensor multiply(Tensor lower, Tensor diagonal, Tensor upper, Tensor x) {
        Problem.present("tridiagonal multiply", "the lower diagonal", lower);
        Problem.present("tridiagonal multiply", "the diagonal", diagonal);
        Problem.present("tridiagonal multiply", "the upper diagonal", upper);
        Problem.present("tridiagonal multiply", "the vector", x);
        TridiagonalShape shape = TridiagonalShape.of("tridiagonal multiply", lower, diagonal, upper, x);
        Tensor columns = shape.columns(x);
        Tensor below = Layout.unsqueeze(shape.padded(lower, 1, 0), -1);
        Tensor on = Layout.unsqueeze(diagonal, -1);
        Tensor above = Layout.unsqueeze(shape.padded(upper, 0, 1), -1);
        Tensor product = on.mul(columns)
                .add(below.mul(Layout.roll(columns, 1, -2)))
                .add(above.mul(Layout.roll(columns, -1, -2)));
        return shape.asRight(product);
    }

    /// The product `a x` of complex numbers.
    ///
    /// @throws dev.costate.ShapeException if the extents do not fit
    public static Complex multiply(Complex lower, Complex diagonal, Complex upper, Complex x) {
        Problem.present("tridiagonal multiply", "the vector", x);
        Complex byRe = Tree.map(x, part -> multiply(lower.re(), diagonal.re(), upper.re(), part));
        Complex byIm = Tree.map(x, part -> multiply(lower.im(), diagonal.im(), upper.im(), part));
        return byRe.add(byIm.timesI());
    }

    private static List<Tensor> parts(Complex z) {
        return List.of(z.re(), z.im());
    }

    /// Each of the four as one real tensor, or as real and imaginary part.
    private static List<Tensor> solve(List<Tensor> lower, List<Tensor> diagonal, List<Tensor> upper, List<Tensor> b) {
        TridiagonalShape shape =
                TridiagonalShape.of(SOLVE, lower.getFirst(), diagonal.getFirst(), upper.getFirst(), b.getFirst());
        List<Tensor> matrix = new ArrayList<>();
        lower.forEach(band -> matrix.add(shape.band(shape.padded(band, 1, 0))));
        diagonal.forEach(band -> matrix.add(shape.band(band)));
        upper.forEach(band -> matrix.add(shape.band(shape.padded(band, 0, 1))));
        boolean complex = b.size() == 2;
        List<Tensor> operands = new ArrayList<>();
        matrix.forEach(band -> operands.add(shape.repeated(band)));
        // factored once, whatever the batch of right sides
        Dispatch.apply(new TridiagonalFactors(complex), matrix).forEach(f -> operands.add(shape.repeated(f)));
        b.forEach(part -> operands.add(shape.right(part)));
        return Dispatch.apply(new TridiagonalSolve(complex, false), operands).stream()
                .map(shape::asRight)
                .toList();
    }
}
