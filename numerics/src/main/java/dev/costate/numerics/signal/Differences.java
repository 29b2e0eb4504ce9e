package dev.costate.numerics.signal;

import dev.costate.ArgumentException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.List;

/// Derivatives of sampled functions by differences.
public final class Differences {
    private Differences() {}

    /// The derivative along `axis` of numbers that are `spacing` apart, as `numpy.gradient`: of second order
    /// within, `(y_(i+1) - y_(i-1)) / 2h`, and of the order `edgeOrder` at the two ends.
    ///
    /// @param edgeOrder 1 or 2
    /// @throws ShapeException if the axis has no more than `edgeOrder` places
    /// @throws ArgumentException if the order is another, or the spacing 0 or not finite
    public static Tensor gradient(Tensor y, double spacing, int axis, int edgeOrder) {
        if (spacing == 0 || !Double.isFinite(spacing)) {
            throw new ArgumentException("gradient: a spacing of " + spacing, "it is finite and not 0");
        }
        return Convolving.along("gradient", y, axis, f -> {
            int n = enough(f, y, axis, edgeOrder);
            Tensor inner = part(f, 2, n).sub(part(f, 0, n - 2)).div(2 * spacing);
            Tensor first = edgeOrder == 1
                    ? at(f, 1).sub(at(f, 0))
                    : at(f, 0).mul(-1.5).add(at(f, 1).mul(2)).sub(at(f, 2).mul(0.5));
            Tensor last = edgeOrder == 1
                    ? at(f, n - 1).sub(at(f, n - 2))
                    : at(f, n - 1)
                            .mul(1.5)
                            .sub(at(f, n - 2).mul(2))
                            .add(at(f, n - 3).mul(0.5));
            return Layout.concat(List.of(first.div(spacing), inner, last.div(spacing)), -1);
        });
    }

    /// [#gradient(Tensor, double, int, int)] of a function sampled at any places, differentiable in these too.
    ///
    /// @param x the places, all different: `[n]`, where `y` has extent `n` along `axis`
    /// @throws ShapeException if there are not as many places as numbers, or no more than `edgeOrder`
    /// @throws ArgumentException if the order is not 1 or 2
    public static Tensor gradient(Tensor y, Tensor x, int axis, int edgeOrder) {
        return Convolving.along("gradient", y, axis, f -> {
            int n = enough(f, y, axis, edgeOrder);
            if (x.rank() != 1 || x.dim(0) != n) {
                throw new ShapeException(
                        "gradient: places " + x.type() + " for axis " + axis + " of " + y.type() + ", which has " + n,
                        "give one place for each");
            }
            Tensor steps = part(x, 1, n).sub(part(x, 0, n - 1));
            Tensor h = part(steps, 0, n - 2);
            Tensor k = part(steps, 1, n - 1);
            Tensor both = h.add(k);
            Tensor inner = part(f, 0, n - 2)
                    .mul(k.div(h.mul(both)).neg())
                    .add(part(f, 1, n - 1).mul(k.sub(h).div(h.mul(k))))
                    .add(part(f, 2, n).mul(h.div(k.mul(both))));
            Tensor first = edge(at(f, 0), at(f, 1), edgeOrder == 1 ? at(f, 1) : at(f, 2), x, 0, 1, edgeOrder);
            Tensor last = edge(
                    at(f, n - 1), at(f, n - 2), edgeOrder == 1 ? at(f, n - 2) : at(f, n - 3), x, n - 1, -1, edgeOrder);
            return Layout.concat(List.of(first, inner, last), -1);
        });
    }

    /// The slope at `x_e` of the line or parabola through the numbers there and at the next one or two places.
    private static Tensor edge(Tensor a, Tensor b, Tensor c, Tensor x, int e, int way, int order) {
        Tensor h = x.get(e + way).sub(x.get(e));
        Tensor slope = b.sub(a).div(h);
        if (order == 1) {
            return slope;
        }
        Tensor k = x.get(e + 2 * way).sub(x.get(e + way));
        // Newton's form: the first divided difference less h times the second
        Tensor second = c.sub(b).div(k).sub(slope).div(h.add(k));
        return slope.sub(second.mul(h));
    }

    /// The weights of values at `points` for the derivatives 0 to `most` of the polynomial through them, at a
    /// place: `[most + 1][points]` (Fornberg, Math. Comp. 51, 1988).
    ///
    /// `weights(0, {-1, 0, 1}, 2)[2]` is `{1, -2, 1}`.
    ///
    /// @param points all different
    /// @throws ArgumentException if there are no points, two are equal or not finite, or `most` is negative
    public static double[][] weights(double at, double[] points, int most) {
        int n = points.length;
        boolean distinct = n > 0
                && java.util.Arrays.stream(points).allMatch(Double::isFinite)
                && java.util.Arrays.stream(points).distinct().count() == n;
        if (!distinct || most < 0) {
            throw new ArgumentException(
                    "weights: derivatives up to " + most + " by values at " + java.util.Arrays.toString(points),
                    "give an order of 0 or more and points that differ");
        }
        double[][] w = new double[most + 1][n];
        w[0][0] = 1;
        double c1 = 1;
        for (int i = 1; i < n; i++) {
            int top = Math.min(i, most);
            double c2 = 1;
            for (int j = 0; j < i; j++) {
                double c3 = points[i] - points[j];
                c2 *= c3;
                if (j == i - 1) {
                    // The new point's weights, from the last one's before they change.
                    for (int d = top; d >= 0; d--) {
                        double lower = d == 0 ? 0 : d * w[d - 1][i - 1];
                        w[d][i] = c1 / c2 * (lower - (points[i - 1] - at) * w[d][i - 1]);
                    }
                }
                for (int d = top; d >= 0; d--) {
                    double lower = d == 0 ? 0 : d * w[d - 1][j];
                    w[d][j] = ((points[i] - at) * w[d][j] - lower) / c3;
                }
            }
            c1 = c2;
        }
        return w;
    }

    private static int enough(Tensor f, Tensor y, int axis, int edgeOrder) {
        if (edgeOrder != 1 && edgeOrder != 2) {
            throw new ArgumentException("gradient: an order of " + edgeOrder + " at the ends", "give 1 or 2");
        }
        int n = f.dim(-1);
        if (n <= edgeOrder) {
            throw new ShapeException(
                    "gradient: axis " + axis + " of " + y.type() + " has " + n,
                    "it takes " + (edgeOrder + 1) + " for the order " + edgeOrder + " at the ends");
        }
        return n;
    }

    private static Tensor part(Tensor x, int from, int to) {
        return Layout.slice(x, -1, from, to);
    }

    private static Tensor at(Tensor x, int place) {
        return part(x, place, place + 1);
    }
}
