package dev.costate.numerics.bvp;

import static dev.costate.Costate.jacobianForward;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static dev.costate.Vmap.SHARED;

import dev.costate.DType;
import dev.costate.Jit;
import dev.costate.Shape;
import dev.costate.Tensor;
import java.util.Arrays;

/// The compiled functions of a problem: slopes and their derivatives at many points, and the conditions with
/// theirs.
///
/// A mesh changes its size from round to round, and a program is compiled for one size: so the points are
/// evaluated in blocks of [#BLOCK], the last filled up with copies of its last point. A point's numbers do not
/// depend on the block that it is in.
final class PointPrograms<Q> {
    /// A block's run costs some 20 microseconds beside its work, so that small ones cost little more than
    /// large.
    static final int BLOCK = 128;

    private final Slope<Tensor, Q> slope;
    private final Conditions<Tensor, Q> conditions;
    private final Jit.Of4<Tensor, Tensor, Tensor, Q, Tensor> slopes;
    private final Jit.Of4<Tensor, Tensor, Tensor, Q, SlopePartials> partials;
    private final Jit.Of4<Tensor, Tensor, Tensor, Q, Tensor> condition;
    private final Jit.Of4<Tensor, Tensor, Tensor, Q, ConditionPartials> conditionPartials;

    PointPrograms(Slope<Tensor, Q> slope, Conditions<Tensor, Q> conditions) {
        this.slope = slope;
        this.conditions = conditions;
        this.slopes = jit(vmap(this::slope).in(0, 0, SHARED, SHARED));
        this.partials = jit(vmap(this::slopePartials).in(0, 0, SHARED, SHARED));
        this.condition = jit(this::condition);
        this.conditionPartials = jit(this::conditionDerivatives);
    }

    /// `df/dy`, `[n, n]`, and `df/dp`, `[n, k]`.
    record SlopePartials(Tensor y, Tensor p) {}

    /// `dg/dy(a)` and `dg/dy(b)`, `[n + k, n]`, and `dg/dp`, `[n + k, k]`.
    record ConditionPartials(Tensor left, Tensor right, Tensor p) {}

    /// `f` at one point, for any transformation.
    Tensor slope(Tensor x, Tensor y, Tensor p, Q q) {
        return slope.at(x, y, p, q);
    }

    /// `g`, for any transformation.
    Tensor condition(Tensor left, Tensor right, Tensor p, Q q) {
        Tensor g = conditions.at(left, right, p, q);
        int needed = left.dim(0) + p.dim(0);
        if (g.dtype() != DType.FLOAT64 || !g.shape().equals(Shape.of(needed))) {
            throw new IllegalArgumentException("boundary problem: the conditions are " + g.type() + " for "
                    + left.dim(0) + " components and " + p.dim(0) + " unknown parameters; return f64[" + needed
                    + "], one for each of these");
        }
        return g;
    }

    /// `f` at `x[i]`, `y[i, :]` for all `i`, row after row.
    double[] slopes(double[] x, double[] y, int n, double[] p, Q q) {
        double[] all = new double[x.length * n];
        Tensor unknowns = Tensor.of(p);
        for (int first = 0; first < x.length; first += BLOCK) {
            int count = Math.min(BLOCK, x.length - first);
            Tensor f = slopes.apply(block(x, first, count, 1), states(y, first, count, n), unknowns, q);
            System.arraycopy(f.toDoubles(), 0, all, first * n, count * n);
        }
        return all;
    }

    /// The derivatives of `f` at `x[i]`, `y[i, :]` for all `i`.
    Partials partials(double[] x, double[] y, int n, double[] p, Q q) {
        int k = p.length;
        Partials all = new Partials(new double[x.length * n * n], new double[x.length * n * k]);
        Tensor unknowns = Tensor.of(p);
        for (int first = 0; first < x.length; first += BLOCK) {
            int count = Math.min(BLOCK, x.length - first);
            SlopePartials f = partials.apply(block(x, first, count, 1), states(y, first, count, n), unknowns, q);
            System.arraycopy(f.y().toDoubles(), 0, all.y, first * n * n, count * n * n);
            System.arraycopy(f.p().toDoubles(), 0, all.p, first * n * k, count * n * k);
        }
        return all;
    }

    /// `df/dy`, `n x n` a point, and `df/dp`, `n x k` a point, row after row.
    record Partials(double[] y, double[] p) {}

    double[] conditions(double[] left, double[] right, double[] p, Q q) {
        return condition
                .apply(Tensor.of(left), Tensor.of(right), Tensor.of(p), q)
                .toDoubles();
    }

    ConditionPartials conditionPartials(double[] left, double[] right, double[] p, Q q) {
        return conditionPartials.apply(Tensor.of(left), Tensor.of(right), Tensor.of(p), q);
    }

    private SlopePartials slopePartials(Tensor x, Tensor y, Tensor p, Q q) {
        return new SlopePartials(
                jacobianForward((Tensor v) -> slope(x, v, p, q)).apply(y),
                jacobianForward((Tensor v) -> slope(x, y, v, q)).apply(p));
    }

    private ConditionPartials conditionDerivatives(Tensor left, Tensor right, Tensor p, Q q) {
        return new ConditionPartials(
                jacobianForward((Tensor v) -> condition(v, right, p, q)).apply(left),
                jacobianForward((Tensor v) -> condition(left, v, p, q)).apply(right),
                jacobianForward((Tensor v) -> condition(left, right, v, q)).apply(p));
    }

    private static Tensor states(double[] y, int first, int count, int n) {
        return block(y, first, count, n).reshape(BLOCK, n);
    }

    /// Rows `first` to `first + count`, the last repeated to fill the block.
    private static Tensor block(double[] rows, int first, int count, int width) {
        double[] block = Arrays.copyOfRange(rows, first * width, (first + BLOCK) * width);
        for (int i = count; i < BLOCK; i++) {
            System.arraycopy(block, (count - 1) * width, block, i * width, width);
        }
        return Tensor.of(block);
    }
}
