package dev.costate.numerics.ode.implicit;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.Advance;
import dev.costate.numerics.ode.Failure;
import dev.costate.numerics.ode.Field;
import dev.costate.numerics.ode.Method;
import dev.costate.numerics.ode.Ode;
import dev.costate.numerics.ode.Solution;
import dev.costate.numerics.ode.VectorField;
import dev.costate.numerics.ode.implicit.ImplicitMethods.Case;
import dev.costate.ops.Layout;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Order, stability, dense output and failure of every implicit method.
class ImplicitMethodsTest {
    /// `y' = y^2 cos t`, `y(0) = 1/2`: `y = 1 / (2 - sin t)`. Neither linear nor without `t`.
    private static final VectorField<Tensor, List<Tensor>> SWING =
            (t, y, _) -> y.square().mul(t.cos());

    private static final Field FLAT = (t, y) -> SWING.at(t, y, List.of());

    private static double swing(double t) {
        return 1 / (2 - Math.sin(t));
    }

    static List<Case> all() {
        return ImplicitMethods.all();
    }

    private static double error(Method method, int steps) {
        Solution<Tensor> s = Ode.of(SWING)
                .method(method)
                .tolerance(1e-13, 1e-14)
                .steps(steps)
                .solve(Tensor.of(new double[] {0.5}), 0, 2, List.of());
        assertThat(s.why()).isEqualTo(Failure.NONE);
        return Math.abs(s.y().get(0).item() - swing(2));
    }

    /// Twice as many steps divide the error by `2^order`.
    @ParameterizedTest
    @MethodSource("all")
    void order(Case c) {
        int steps = c.method().order() < 3 ? 80 : c.method().order() == 5 ? 20 : 12;
        double measured = Math.log(error(c.method(), steps) / error(c.method(), 2 * steps)) / Math.log(2);
        assertThat(measured).isCloseTo(c.method().order(), Offset.offset(0.2));
    }

    /// The estimate of the error falls by `2^(errorOrder + 1)` with half the step.
    @ParameterizedTest
    @MethodSource("all")
    void orderOfTheEstimate(Case c) {
        double h = 0.05;
        double large = ImplicitMethods.step(c.method(), FLAT, 1, h, swing(1))
                .error()
                .norm()
                .item();
        double small = ImplicitMethods.step(c.method(), FLAT, 1, h / 2, swing(1))
                .error()
                .norm()
                .item();
        assertThat(Math.log(large / small) / Math.log(2)).isCloseTo(c.method().errorOrder() + 1.0, Offset.offset(0.35));
    }

    /// Between the ends of a step the error falls by `2^(dense + 1)`; at the ends dense output is what the step
    /// says.
    @ParameterizedTest
    @MethodSource("all")
    void orderOfDenseOutput(Case c) {
        double[] worst = new double[2];
        for (int k = 0; k < 2; k++) {
            double h = 0.1 / (1 << k);
            Advance step = ImplicitMethods.step(c.method(), FLAT, 1, h, swing(1));
            assertThat(ImplicitMethods.interpolated(c.method(), step, 0).item()).isEqualTo(swing(1));
            assertThat(ImplicitMethods.interpolated(c.method(), step, 1).item())
                    .isCloseTo(step.y().item(), Offset.offset(1e-14));
            for (double theta = 0.1; theta < 1; theta += 0.1) {
                double at =
                        ImplicitMethods.interpolated(c.method(), step, theta).item();
                worst[k] = Math.max(worst[k], Math.abs(at - swing(1 + theta * h)));
            }
        }
        assertThat(Math.log(worst[0] / worst[1]) / Math.log(2)).isGreaterThan(c.dense() + 0.7);
    }

    /// `y' = -k y`: one step leaves `R(-k h)`, which tends to 0 (L-stable) or stays at 1 in size (the
    /// trapezoid).
    @ParameterizedTest
    @MethodSource("all")
    void infinitelyStiff(Case c) {
        Field decay = (_, y) -> y.mul(-1e10);
        Advance step = ImplicitMethods.step(c.method(), decay, 0, 1, 1);
        assertThat(step.failure().itemLong()).isZero();
        assertThat(step.y().item()).isCloseTo(c.atInfinity(), Offset.offset(1e-7));
        // the estimate does not blow up with the stiffness, as an unfiltered one would
        assertThat(step.error().abs().item()).isLessThan(2.5);
    }

    /// Undamped oscillations, however fast, do not grow (A-stability on its boundary).
    @ParameterizedTest
    @MethodSource("all")
    void oscillationsDoNotGrow(Case c) {
        for (double w : new double[] {0.1, 0.7, 1.5, 3, 5, 8, 20, 1e3, 1e6}) {
            Field turn =
                    (_, y) -> Layout.stack(List.of(y.get(1).mul(w), y.get(0).mul(-w)), 0);
            assertThat(ImplicitMethods.step(c.method(), turn, 0, 1, 1, 0)
                            .y()
                            .norm()
                            .item())
                    .isLessThan(1 + 1e-12);
        }
    }

    /// `z = 1 + 5 z^2` has no real solution: a code, and numbers that nobody uses.
    @ParameterizedTest
    @MethodSource("all")
    void newtonFails(Case c) {
        Field square = (_, y) -> y.square();
        Advance step = ImplicitMethods.step(c.method(), square, 0, 20, 1);
        assertThat(step.failure().itemLong()).isEqualTo(Failure.NEWTON_FAILED.code());
    }

    /// `y' = y^2`, `y(0) = 1` ends at 1: the solver goes as far as it can and says why it stopped.
    @ParameterizedTest
    @MethodSource("all")
    void explosion(Case c) {
        Ode<Tensor, List<Tensor>> ode = Ode.of((t, y, p) -> y.square());
        Solution<Tensor> s =
                ode.method(c.method()).tolerance(1e-3, 1e-6).solve(Tensor.of(new double[] {1}), 0, 2, List.of());
        assertThat(s.why()).isIn(Failure.STEP_TOO_SMALL, Failure.NEWTON_FAILED, Failure.NOT_FINITE, Failure.STEP_LIMIT);
        assertThat(s.t().item()).isCloseTo(1, Offset.offset(0.05));
        assertThat(s.y().isNaN().all().itemBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void singlePrecision(Case c) {
        Tensor start = Tensor.of(new float[] {0.5f});
        Solution<Tensor> s =
                Ode.of(SWING).method(c.method()).tolerance(1e-4, 1e-5).solve(start, 0, 2, List.of());
        assertThat(s.why()).isEqualTo(Failure.NONE);
        assertThat(s.y().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(s.y().get(0).item()).isCloseTo(swing(2), Offset.offset(2e-3));
    }

    /// Members of a batch make the steps that each makes alone; compiled or not.
    @ParameterizedTest
    @MethodSource("all")
    void membersMakeStepsOfTheirOwn(Case c) {
        VectorField<Tensor, Tensor> field = (t, y, k) -> t.cos().sub(y).mul(k);
        Ode<Tensor, Tensor> ode = Ode.of(field).method(c.method()).tolerance(1e-4, 1e-6);
        Fn1<Tensor, Solution<Tensor>> solve = k -> ode.solve(Tensor.of(new double[] {0}), 0, 1, k);
        Tensor ks = Tensor.of(1, 100, 1e6);
        Solution<Tensor> all = jit(vmap(solve)).apply(ks);
        for (int i = 0; i < 3; i++) {
            Solution<Tensor> one = jit(solve).apply(ks.get(i));
            assertThat(all.y().get(i).identical(one.y())).isTrue();
            assertThat(all.statistics().accepted().get(i).itemLong())
                    .isEqualTo(one.statistics().accepted().itemLong());
            assertThat(all.failure().get(i).itemLong()).isZero();
        }
        Solution<Tensor> eager = solve.apply(ks.get(1));
        assertThat(eager.statistics().accepted().itemLong())
                .isEqualTo(all.statistics().accepted().get(1).itemLong());
        // y = k (k cos t + sin t - k e^(-k t)) / (1 + k^2)
        double k = 1e6;
        double exact = k * (k * Math.cos(1) + Math.sin(1)) / (1 + k * k);
        assertThat(all.y().get(2).item()).isCloseTo(exact, Offset.offset(1e-3));
    }
}
