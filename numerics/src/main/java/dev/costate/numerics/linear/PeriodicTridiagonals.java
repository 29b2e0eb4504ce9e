package dev.costate.numerics.linear;

import dev.costate.Complex;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Layout;
import dev.costate.ops.Tridiagonals;
import java.util.List;

/// Tridiagonal equations on a ring: row `i` is `lower[i] x[i-1] + diagonal[i] x[i] + upper[i] x[i+1] = b[i]`,
/// where `x[-1]` is `x[n-1]` and `x[n]` is `x[0]`.
///
/// The last unknown is taken out, the others are solved for by [Tridiagonals] with two right sides, `b` and
/// what the last unknown is multiplied by, and the last row says what it is. So the matrix without its last
/// row and column has to be well conditioned too, as it is where the diagonal dominates, or where the matrix
/// is positive definite.
public final class PeriodicTridiagonals {
    private PeriodicTridiagonals() {}

    /// The solution.
    ///
    /// @param lower `[n]`
    /// @param diagonal `[n]`, at least 3
    /// @param upper `[n]`
    /// @param b `[n]`; use [dev.costate.Costate#vmap] for more
    /// @return `[n]`
    /// @throws ShapeException for other shapes
    public static Tensor solve(Tensor lower, Tensor diagonal, Tensor upper, Tensor b) {
        check(lower, diagonal, upper, b);
        Tensor corners = corners(lower, upper);
        Tensor both = Tridiagonals.solve(
                lower.get("1:-1"),
                diagonal.get(":-1"),
                upper.get(":-2"),
                Layout.stack(List.of(b.get(":-1"), corners.to(b.dtype())), 1));
        Tensor y = both.get(":, 0");
        Tensor z = both.get(":, 1");
        Tensor l = lower.get(-1);
        Tensor u = upper.get(-1);
        Tensor rest = b.get(-1).sub(l.mul(y.get(-1))).sub(u.mul(y.get(0)));
        Tensor pivot = diagonal.get(-1).sub(l.mul(z.get(-1))).sub(u.mul(z.get(0)));
        Tensor last = rest.div(pivot);
        return Layout.concat(List.of(y.sub(z.mul(last)), last.reshape(1)), 0);
    }

    /// The solution of complex equations, as [#solve(Tensor, Tensor, Tensor, Tensor)].
    ///
    /// @throws ShapeException for other shapes
    public static Complex solve(Complex lower, Complex diagonal, Complex upper, Complex b) {
        check(lower.re(), diagonal.re(), upper.re(), b.re());
        Complex corners = Tree.map(lower, upper, PeriodicTridiagonals::corners);
        Complex right = Tree.map(b.get(":-1"), corners, (x, c) -> Layout.stack(List.of(x, c.to(x.dtype())), 1));
        Complex both = Tridiagonals.solve(lower.get("1:-1"), diagonal.get(":-1"), upper.get(":-2"), right);
        Complex y = both.get(":, 0");
        Complex z = both.get(":, 1");
        Complex l = lower.get(-1);
        Complex u = upper.get(-1);
        Complex rest = b.get(-1).sub(l.mul(y.get(-1))).sub(u.mul(y.get(0)));
        Complex pivot = diagonal.get(-1).sub(l.mul(z.get(-1))).sub(u.mul(z.get(0)));
        Complex last = rest.div(pivot);
        return Tree.map(y.sub(z.mul(last)), last, (x, s) -> Layout.concat(List.of(x, s.reshape(1)), 0));
    }

    /// What the last unknown is multiplied by in the rows before: the corner in the first one, and that
    /// beside the diagonal in the last but one.
    private static Tensor corners(Tensor lower, Tensor upper) {
        int zeros = lower.dim(0) - 3;
        Tensor first = Layout.pad(lower.get(":1"), new int[] {0}, new int[] {zeros});
        return Layout.concat(List.of(first, upper.get("-2:-1")), 0);
    }

    private static void check(Tensor lower, Tensor diagonal, Tensor upper, Tensor b) {
        boolean fits = diagonal.rank() == 1
                && diagonal.dim(0) >= 3
                && lower.shape().equals(diagonal.shape())
                && upper.shape().equals(diagonal.shape())
                && b.shape().equals(diagonal.shape());
        if (!fits) {
            throw new ShapeException(
                    "periodic tridiagonal solve: diagonals " + lower.type() + ", " + diagonal.type() + ", "
                            + upper.type() + " and right side " + b.type(),
                    "all four are vectors of one length, at least 3");
        }
    }
}
