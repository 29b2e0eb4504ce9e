package dev.costate.numerics.pde;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Creation;

/// Points at equal distances, both ends included.
///
/// @param from the first point
/// @param to the last one
/// @param points how many there are, at least 3
public record Grid(double from, double to, int points) {
    /// @throws IllegalArgumentException if it is empty or not finite, or has fewer than 3 points
    public Grid {
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException("grid: from " + from + " to " + to + " is no finite interval");
        }
        if (points < 3) {
            throw new IllegalArgumentException("grid: " + points + " points; a point needs a neighbour on either side, "
                    + "so that there have to be at least 3");
        }
    }

    /// The distance of neighbours.
    public double spacing() {
        return (to - from) / (points - 1);
    }

    /// The points, `f64[points]`.
    public Tensor positions() {
        return Creation.linspace(DType.FLOAT64, from, to, points);
    }

    /// The sum over the points times their distance: the integral of what vanishes at both ends.
    ///
    /// @param values `[..., points]`
    /// @return `[...]`
    public Tensor sum(Tensor values) {
        return values.sum(-1).mul(spacing());
    }

    /// The integral by the trapezoidal rule.
    ///
    /// @param values `[..., points]`
    /// @return `[...]`
    public Tensor integral(Tensor values) {
        Tensor ends = values.get("..., 0").add(values.get("..., -1"));
        return sum(values).sub(ends.mul(spacing() / 2));
    }

    /// The place of the point nearest to `x`.
    public int nearest(double x) {
        return Math.clamp(Math.round((x - from) / spacing()), 0, points - 1);
    }
}
