package dev.costate.numerics.ode.implicit;

import static dev.costate.Costate.cond;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.numerics.ode.Advance;
import dev.costate.numerics.ode.Failure;
import dev.costate.numerics.ode.Field;
import dev.costate.numerics.ode.Method;
import dev.costate.numerics.ode.Sums;
import dev.costate.numerics.ode.Tolerance;
import dev.costate.numerics.roots.Root;
import dev.costate.ops.Layout;
import java.util.List;

/// Radau IIA of order 5: collocation at three places, L-stable, stage order 3. Dense output: the collocation
/// polynomial, order 3.
///
/// The unknowns are the three differences `Z_i = y(t + c_i h) - y`; see [RadauSystem] for how they are found.
/// The estimate is of order 3, filtered: `(gamma I - h J)^-1 (h f(t, y) + e . Z)`. Where it asks for a shorter
/// step, it is made once more with `f(t, y + error)` instead of `f(t, y)`, which takes the fast components out
/// of it.
///
/// Evaluations of the field do not count the Jacobian, which is `n` of its directional derivatives.
///
/// Source: Hairer and Wanner, Solving Ordinary Differential Equations II, 2nd edition, IV.8.
public record Radau5() implements Method {
    private static final double S6 = Math.sqrt(6);
    private static final double[] ERROR = {(-13 - 7 * S6) / 3, (-13 + 7 * S6) / 3, -1. / 3};

    @Override
    public String name() {
        return "Radau IIA 5";
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public int errorOrder() {
        return 3;
    }

    @Override
    public Advance advance(Field f, Tensor t, Tensor h, Tensor y, Tensor slope, Tolerance tolerance) {
        ClosedField field = ClosedField.of(f, t, y);
        RadauSystem system = RadauSystem.of(field, t, h, y, tolerance);
        Root<List<Tensor>> stages = system.solve(field);
        List<Tensor> z = stages.value();
        Tensor end = y.add(z.getLast());
        Tensor difference = Sums.weighted(ERROR, z).stopGradient();
        Tensor step = h.to(y.dtype()).stopGradient();
        Tensor first = system.real().solve(step.mul(slope.stopGradient()).add(difference));
        Tensor before = y.stopGradient();
        Tensor again = tolerance.norm(first, before, end.stopGradient()).gt(1);
        Tensor error =
                cond(again, e -> refined(field, system, t.stopGradient(), step, before, difference, e), e -> e, first);
        return new Advance(
                end,
                error,
                Layout.stack(List.of(y, z.get(0), z.get(1), z.get(2)), 0),
                f.at(t.add(h), end),
                stages.iterations().mul(3).add(1).add(again.to(DType.INT32)),
                stages.converged()
                        .select(
                                Tensor.scalar(DType.INT32, 0),
                                Tensor.scalar(DType.INT32, Failure.NEWTON_FAILED.code())));
    }

    private static Tensor refined(
            ClosedField field, RadauSystem system, Tensor t, Tensor h, Tensor y, Tensor difference, Tensor error) {
        Tensor slope = field.at(t, y.add(error), field.still());
        Tensor refined = system.real().solve(h.mul(slope).add(difference));
        return refined.isFinite().all().select(refined, error);
    }

    @Override
    public double[][] interpolant() {
        return new double[][] {
            {1},
            {0, (13 + 7 * S6) / 3, (-23 - 22 * S6) / 3, (10 + 15 * S6) / 3},
            {0, (13 - 7 * S6) / 3, (-23 + 22 * S6) / 3, (10 - 15 * S6) / 3},
            {0, 1. / 3, -8. / 3, 10. / 3}
        };
    }
}
