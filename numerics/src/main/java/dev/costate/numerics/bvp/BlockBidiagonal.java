package dev.costate.numerics.bvp;

import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.roots.LinearPart;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;

/// Linearised collocation equations: of each interval by the states at its ends and the unknown parameters,
/// then the conditions, by the first state, the last and those.
///
/// States of one colour are in no equation together, so that one derivative along a direction has the columns
/// of all of them: three colours do, `3n + k` derivatives (A. R. Curtis, M. J. D. Powell, J. K. Reid, *On the
/// estimation of sparse Jacobian matrices*, IMA Journal of Applied Mathematics 13, 1974, 117-119). The first
/// state has one of its own, the others take turns.
///
/// @param n components of a state
/// @param k unknown parameters
record BlockBidiagonal(int n, int k) implements LinearPart {
    private static final int COLOURS = 3;

    /// By factors that are constants, with two corrections: each adds an order to the derivatives by what the
    /// matrix depends on, and does no harm to the digits.
    @Override
    public Tensor solve(Fn1<Tensor, Tensor> f, Tensor z, Tensor b) {
        OddEvenReduction factors = factors(f, z);
        Tensor x = factors.solve(b, n);
        for (int correction = 0; correction < 2; correction++) {
            Tensor product = jvp(f, z, x).tangent();
            x = x.add(factors.solve(b.sub(product), n));
        }
        return x;
    }

    /// The factors of `F'(z)`, as constants.
    OddEvenReduction factors(Fn1<Tensor, Tensor> f, Tensor z) {
        int intervals = (z.dim(0) - k) / n - 1;
        Tensor columns = vmap((Tensor seed) -> jvp(f, z, seed).tangent())
                .apply(seeds(intervals))
                .stopGradient();
        int split = intervals * n;
        Tensor equations = Layout.slice(columns, 1, 0, split);
        // [colour, column, interval, row] -> [colour, row, column, interval]
        Tensor states = Layout.slice(equations, 0, 0, COLOURS * n)
                .reshape(COLOURS, n, intervals, n)
                .transpose(0, 3, 1, 2);
        Tensor unknowns = Layout.slice(equations, 0, COLOURS * n, COLOURS * n + k)
                .reshape(k, intervals, n)
                .transpose(2, 0, 1);
        Tensor place = Creation.arange(DType.INT32, intervals);
        Tensor isOdd = place.mod(2).eq(1);
        Tensor left = place.eq(0).select(states.get(0), isOdd.select(states.get(1), states.get(2)));
        Tensor right = isOdd.select(states.get(2), states.get(1));
        Tensor conditions = Layout.slice(columns, 1, split, columns.dim(1));
        int last = colour(intervals);
        Tensor ends = Layout.concat(
                List.of(
                        Layout.slice(conditions, 0, 0, n),
                        Layout.slice(conditions, 0, last * n, (last + 1) * n),
                        Layout.slice(conditions, 0, COLOURS * n, COLOURS * n + k)),
                0);
        return OddEvenReduction.of(Layout.concat(List.of(left, right, unknowns), 1), Layout.swapAxes(ends, 0, 1));
    }

    private static int colour(int point) {
        return point == 0 ? 0 : point % 2 == 1 ? 1 : 2;
    }

    /// A direction for each component of each colour and each unknown parameter, `f64[3n + k, (M + 1) n + k]`.
    private Tensor seeds(int intervals) {
        int size = (intervals + 1) * n + k;
        double[] seeds = new double[(COLOURS * n + k) * size];
        for (int point = 0; point <= intervals; point++) {
            for (int j = 0; j < n; j++) {
                seeds[(colour(point) * n + j) * size + point * n + j] = 1;
            }
        }
        for (int j = 0; j < k; j++) {
            seeds[(COLOURS * n + j) * size + (intervals + 1) * n + j] = 1;
        }
        return Tensor.of(seeds, Shape.of(COLOURS * n + k, size));
    }
}
