package dev.costate.numerics.quadrature;

import dev.costate.ArgumentException;
import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.List;

/// The rule with `n` nodes on [-1, 1] that is exact for polynomials of degree `2n - 1` (DLMF 3.5(v)).
///
/// ```java
/// import dev.costate.numerics.quadrature.*;
///
/// Tensor area = GaussLegendre.of(10).integrate(x -> x.exp(), Tensor.scalar(0), Tensor.scalar(1));
/// IO.println(area.sub(Math.E - 1).abs().item() < 1e-15);  // -> true
/// ```
///
/// @param nodes from left to right, the zeros of Legendre's polynomial
/// @param weights `2 / ((1 - x^2) P'(x)^2)`
public record GaussLegendre(List<Double> nodes, List<Double> weights) {
    /// More nodes are better spent on several intervals.
    private static final int MOST = 4096;

    public GaussLegendre {
        nodes = List.copyOf(nodes);
        weights = List.copyOf(weights);
    }

    /// The rule with this many nodes, by Newton's method from Tricomi's estimates of the zeros; nodes within
    /// an ulp of 1, weights within about `1e-14`.
    ///
    /// @throws ArgumentException if n is not from 1 to 4096
    public static GaussLegendre of(int n) {
        if (n < 1 || n > MOST) {
            throw new ArgumentException("GaussLegendre: " + n + " nodes", "give 1 to " + MOST);
        }
        Double[] nodes = new Double[n];
        Double[] weights = new Double[n];
        for (int i = 0; i < (n + 1) / 2; i++) {
            double theta = Math.PI * (4 * i + 3) / (4 * n + 2);
            double x = 2 * i + 1 == n ? 0 : Math.cos(theta) * (1 - (n - 1.0) / (8.0 * n * n * n));
            double step = 1;
            // It converges quadratically from a good estimate.
            for (int turn = 0; turn < 10 && Math.abs(step) > 1e-16; turn++) {
                double[] p = legendre(n, x);
                step = 2 * i + 1 == n ? 0 : p[0] / p[1];
                x -= step;
            }
            double slope = legendre(n, x)[1];
            nodes[i] = -x;
            nodes[n - 1 - i] = x;
            weights[i] = weights[n - 1 - i] = 2 / ((1 - x) * (1 + x) * slope * slope);
        }
        return new GaussLegendre(List.of(nodes), List.of(weights));
    }

    /// `P_n(x)` and `P_n'(x)`, by the recurrence in the degree.
    private static double[] legendre(int n, double x) {
        double before = 0;
        double p = 1;
        for (int k = 0; k < n; k++) {
            double next = ((2 * k + 1) * x * p - k * before) / (k + 1);
            before = p;
            p = next;
        }
        return new double[] {p, n * (before - x * p) / ((1 - x) * (1 + x))};
    }

    /// `int_a^b f(x) dx`, differentiable in `a`, `b` and what `f` closes over.
    ///
    /// @param f from a number `[]` to a tensor `[S]`; it is called once, for all nodes as members
    /// @param a where it begins: `[]`
    /// @param b where it ends, which may be below `a`: `[]`
    /// @return `[S]`
    /// @throws ShapeException if a or b is no scalar
    public Tensor integrate(Fn1<Tensor, Tensor> f, Tensor a, Tensor b) {
        DType dtype = Interval.checked("integrate", a, b);
        Tensor half = b.sub(a).mul(0.5).to(dtype);
        Tensor middle = a.add(b).mul(0.5).to(dtype);
        Tensor x = row(nodes).to(dtype).mul(half).add(middle);
        Tensor y = Costate.vmap(f).apply(x);
        int[] axes = new int[y.rank()];
        axes[0] = nodes.size();
        java.util.Arrays.fill(axes, 1, axes.length, 1);
        return y.mul(row(weights).to(y.dtype()).reshape(axes)).sum(0).mul(half);
    }

    static Tensor row(List<Double> values) {
        return Tensor.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
