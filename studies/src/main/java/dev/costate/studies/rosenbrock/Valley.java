package dev.costate.studies.rosenbrock;

import static dev.costate.Costate.hessian;

import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.List;

/// Rosenbrock's function, `f(x, y) = (a - x)^2 + b (y - x^2)^2`: a valley along the parabola `y = x^2`, with its
/// lowest point at `(a, a^2)`.
///
/// Source: Rosenbrock, An automatic method for finding the greatest or least value of a function, 1960, with b = 100.
///
/// @param a where the minimum is
/// @param b how steep the valley's sides are
record Valley(double a, double b) {
    /// The height at a point, `[2] -> []`.
    Tensor height(Tensor point) {
        Tensor x = point.get("0");
        Tensor y = point.get("1");
        return x.rsub(a).square().add(y.sub(x.square()).square().mul(b));
    }

    /// The document's `grad_f`, `[2] -> [2]`.
    Tensor gradient(Tensor point) {
        Tensor x = point.get("0");
        Tensor y = point.get("1");
        Tensor above = y.sub(x.square());
        Tensor alongX = x.rsub(a).mul(-2).add(x.mul(above).mul(-4 * b));
        return Layout.stack(List.of(alongX, above.mul(2 * b)), 0);
    }

    /// The greatest eigenvalue of the second derivative, `[2] -> []`.
    Tensor curvature(Tensor point) {
        Tensor h = hessian(this::height).apply(point);
        Tensor mean = h.trace().div(2);
        Tensor half = h.get("0, 0").sub(h.get("1, 1")).div(2);
        return mean.add(half.square().add(h.get("0, 1").square()).sqrt());
    }

    /// The lowest point, `[2]`.
    Tensor minimum() {
        return Tensor.of(a, a * a);
    }
}
