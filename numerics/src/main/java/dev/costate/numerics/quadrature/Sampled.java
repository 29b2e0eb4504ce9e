package dev.costate.numerics.quadrature;

import dev.costate.ArgumentException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Layout;

/// Integrals along an axis of functions known at some places, as `scipy.integrate` has them; differentiable
/// in the numbers and in the places.
public final class Sampled {
    private Sampled() {}

    /// The integral of the straight lines through numbers that are `spacing` apart: without the axis.
    ///
    /// @throws ShapeException if there is no such axis, or it is empty
    /// @throws ArgumentException if the spacing is not finite
    public static Tensor trapezoid(Tensor y, double spacing, int axis) {
        Tensor f = last("trapezoid", y, axis);
        int n = f.dim(-1);
        spacing("trapezoid", spacing);
        return part(f, 1, n).add(part(f, 0, n - 1)).sum(-1).mul(0.5 * spacing);
    }

    /// [#trapezoid(Tensor, double, int)] of numbers at any places: `x` is `[n]`.
    ///
    /// @throws ShapeException if there is no such axis, or not one place for each of its numbers
    public static Tensor trapezoid(Tensor y, Tensor x, int axis) {
        return areas("trapezoid", y, x, axis).sum(-1);
    }

    /// The integrals from the first place to each of the others: one fewer along the axis.
    ///
    /// @throws ShapeException if there is no such axis, or it is empty
    /// @throws ArgumentException if the spacing is not finite
    public static Tensor cumulativeTrapezoid(Tensor y, double spacing, int axis) {
        Tensor f = last("cumulativeTrapezoid", y, axis);
        int n = f.dim(-1);
        spacing("cumulativeTrapezoid", spacing);
        Tensor areas = part(f, 1, n).add(part(f, 0, n - 1)).mul(0.5 * spacing);
        return Layout.moveAxis(areas.cumSum(-1), -1, axis);
    }

    /// [#cumulativeTrapezoid(Tensor, double, int)] of numbers at any places: `x` is `[n]`.
    ///
    /// @throws ShapeException if there is no such axis, or not one place for each of its numbers
    public static Tensor cumulativeTrapezoid(Tensor y, Tensor x, int axis) {
        return Layout.moveAxis(areas("cumulativeTrapezoid", y, x, axis).cumSum(-1), -1, axis);
    }

    /// The integral of the parabolas through three neighbours each, of numbers that are `spacing` apart:
    /// without the axis.
    ///
    /// The last interval of an odd number of them has the parabola through the last three numbers
    /// (Cartwright, J. Math. Sci. Math. Educ. 12, 2017), and two numbers have a straight line, as in SciPy
    /// since 1.11.
    ///
    /// @throws ShapeException if there is no such axis, or it is empty
    /// @throws ArgumentException if the spacing is not finite
    public static Tensor simpson(Tensor y, double spacing, int axis) {
        Tensor f = last("simpson", y, axis);
        spacing("simpson", spacing);
        int n = f.dim(-1);
        double[] w = new double[n];
        for (int i = 0; i + 2 < n - (n + 1) % 2; i += 2) {
            w[i] += 1.0 / 3;
            w[i + 1] += 4.0 / 3;
            w[i + 2] += 1.0 / 3;
        }
        if (n == 2) {
            w[0] = w[1] = 0.5;
        } else if (n % 2 == 0) {
            w[n - 1] += 5.0 / 12;
            w[n - 2] += 2.0 / 3;
            w[n - 3] -= 1.0 / 12;
        }
        return f.matmul(Tensor.of(w).mul(spacing).to(f.dtype()));
    }

    /// [#simpson(Tensor, double, int)] of numbers at any places: `x` is `[n]`.
    ///
    /// @throws ShapeException if there is no such axis, or not one place for each of its numbers
    public static Tensor simpson(Tensor y, Tensor x, int axis) {
        Tensor f = last("simpson", y, axis);
        places("simpson", f, y, x, axis);
        int n = f.dim(-1);
        if (n <= 2) {
            return areas("simpson", y, x, axis).sum(-1);
        }
        int odd = n - (n + 1) % 2;
        Tensor h = part(x, 1, n).sub(part(x, 0, n - 1));
        Tensor h0 = every(h, 0, odd - 1);
        Tensor h1 = every(h, 1, odd - 1);
        Tensor both = h0.add(h1);
        Tensor sum = every(f, 0, odd - 1)
                .mul(h1.div(h0).rsub(2))
                .add(every(f, 1, odd).mul(both.square().div(h0.mul(h1))))
                .add(every(f, 2, odd).mul(h0.div(h1).rsub(2)))
                .mul(both.div(6))
                .sum(-1);
        if (odd == n) {
            return sum;
        }
        Tensor a = h.get(n - 3);
        Tensor b = h.get(n - 2);
        Tensor whole = a.add(b).mul(6);
        Tensor third =
                f.get("..., -1").mul(b.square().mul(2).add(a.mul(b).mul(3)).div(whole));
        Tensor second = f.get("..., -2").mul(b.square().add(a.mul(b).mul(3)).div(a.mul(6)));
        Tensor first = f.get("..., -3").mul(b.mul(b).mul(b).div(a.mul(whole)));
        return sum.add(third).add(second).sub(first);
    }

    /// What lies under each of the lines, along the last axis.
    private static Tensor areas(String name, Tensor y, Tensor x, int axis) {
        Tensor f = last(name, y, axis);
        places(name, f, y, x, axis);
        int n = f.dim(-1);
        Tensor steps = part(x, 1, n).sub(part(x, 0, n - 1));
        return part(f, 1, n).add(part(f, 0, n - 1)).mul(steps).mul(0.5);
    }

    private static Tensor last(String name, Tensor y, int axis) {
        Tensor f = Layout.moveAxis(Elementwise.toFloating(y), Layout.axis(name, y, axis), -1);
        if (f.dim(-1) == 0) {
            throw new ShapeException(
                    name + ": axis " + axis + " of " + y.type() + " is empty", "give a number or more");
        }
        return f;
    }

    private static void places(String name, Tensor f, Tensor y, Tensor x, int axis) {
        if (x.rank() != 1 || x.dim(0) != f.dim(-1)) {
            throw new ShapeException(
                    name + ": places " + x.type() + " for axis " + axis + " of " + y.type() + ", which has "
                            + f.dim(-1),
                    "give one place for each");
        }
    }

    private static void spacing(String name, double spacing) {
        if (!Double.isFinite(spacing)) {
            throw new ArgumentException(name + ": a spacing of " + spacing, "it is finite");
        }
    }

    private static Tensor part(Tensor x, int from, int to) {
        return Layout.slice(x, -1, from, to);
    }

    /// Every other number.
    private static Tensor every(Tensor x, int from, int to) {
        return x.get("..., " + from + ":" + to + ":2");
    }
}
