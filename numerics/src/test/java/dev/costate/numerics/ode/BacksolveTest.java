package dev.costate.numerics.ode;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.withTaps;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tapped;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.ops.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The continuous adjoint, held to the gradient of the steps with a very tight tolerance; and its own estimate
/// of how far it is off.
class BacksolveTest {
    /// A problem with all that a gradient needs.
    private record Case(
            String name, VectorField<Tensor, Tensor> field, Tensor y0, double t1, Tensor p, double[] times) {
        Fn1<Solution<Tensor>, Tensor> loss() {
            return s -> s.y().square().sum().add(s.saved().sum());
        }

        Ode<Tensor, Tensor> ode(double tolerance) {
            return Ode.of(field).tolerance(tolerance, tolerance * 1e-2).saveAt(times);
        }

        List<Tensor> truth() {
            Ode<Tensor, Tensor> tight = ode(1e-13).method(new DormandPrince8());
            At at = jit(grad((At x) -> loss().apply(tight.solve(x.y, 0, t1, x.p))))
                    .apply(new At(y0, p));
            return List.of(at.y, at.p);
        }

        Estimate<Tensor, Tensor> estimate(double tolerance) {
            return estimate(tolerance, Backsolve.of(tolerance, tolerance * 1e-2));
        }

        Estimate<Tensor, Tensor> estimate(double tolerance, Backsolve way) {
            return jit((At x) ->
                            Estimate.of(ode(tolerance), way, x.y, Tensor.scalar(0), Tensor.scalar(t1), x.p, loss()))
                    .apply(new At(y0, p));
        }

        double error(Estimate<Tensor, Tensor> e) {
            List<Tensor> truth = truth();
            return Math.hypot(
                    e.y().sub(truth.get(0)).norm().item(),
                    e.p().sub(truth.get(1)).norm().item());
        }
    }

    private record At(Tensor y, Tensor p) {}

    private static final Case OSCILLATOR = new Case(
            "oscillator",
            (t, y, p) -> Tensor.of(new double[][] {{0, 1}, {-1, 0}}).matmul(y).mul(p),
            Tensor.of(1.0, 0.3),
            5,
            Tensor.scalar(1.7),
            new double[] {1, 2.5});
    private static final Case LOGISTIC = new Case(
            "logistic",
            (t, y, p) -> y.mul(p.get(0)).mul(y.div(p.get(1)).rsub(1)),
            Tensor.of(0.2),
            2,
            Tensor.of(1.4, 3.0),
            new double[] {});
    private static final Case LOTKA_VOLTERRA = new Case(
            "Lotka-Volterra",
            (t, y, p) -> Layout.stack(
                    List.of(
                            y.get(0).mul(p.get(0).sub(y.get(1).mul(p.get(1)))),
                            y.get(1).mul(y.get(0).mul(p.get(2)).sub(p.get(3)))),
                    0),
            Tensor.of(1.0, 1.0),
            6,
            Tensor.of(1.5, 1.0, 1.0, 3.0),
            new double[] {0, 2, 4, 6});
    private static final Case PENDULUM = new Case(
            "pendulum",
            (t, y, p) -> Layout.stack(
                    List.of(
                            y.get(1),
                            y.get(0).sin().mul(p.get(0)).neg().sub(y.get(1).mul(p.get(1)))),
                    0),
            Tensor.of(2.0, 0.0),
            4,
            Tensor.of(3.0, 0.2),
            new double[] {3});
    private static final Case DAMPED = new Case(
            "damped",
            (t, y, p) -> y.mul(p).neg().add(t.cos()),
            Tensor.of(1.0, -2.0),
            4,
            Tensor.scalar(3),
            new double[] {});
    private static final Case CONTRACTING = new Case(
            "contracting",
            (t, y, p) -> y.pow(3).mul(p).neg().sub(y.mul(8)),
            Tensor.of(1.0, -2.0),
            4,
            Tensor.scalar(2),
            new double[] {});
    private static final Case ATTRACTED =
            new Case("attracted", (t, y, p) -> y.sin().mul(p), Tensor.of(0.5), 12, Tensor.scalar(3), new double[] {});

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-6, 1e-8})
    void theEstimateIsThatOfTheTrueError(double tolerance) {
        // Seen: 0.76 to 4.9 times the true error.
        for (Case c : List.of(OSCILLATOR, LOGISTIC, LOTKA_VOLTERRA, PENDULUM)) {
            Estimate<Tensor, Tensor> estimate = c.estimate(tolerance);
            double error = c.error(estimate);
            assertThat(estimate.failure().itemLong()).isZero();
            assertThat(estimate.error().item()).as(c.name).isBetween(error / 3, 10 * error);
            assertThat(estimate.mismatch().item()).as(c.name).isLessThan(100 * tolerance);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-6, 1e-8})
    void theEstimateShowsWhereTheWayBackExplodes(double tolerance) {
        // Linear damping: the costate does not depend on the state, so the gradient is right although the state is not.
        Estimate<Tensor, Tensor> damped = DAMPED.estimate(tolerance);
        assertThat(damped.error().item()).isGreaterThan(DAMPED.error(damped));
        assertThat(damped.mismatch().item()).isGreaterThan(1000 * tolerance);
        // Backwards y' = -y^3 - 8 y is infinite before the beginning.
        Estimate<Tensor, Tensor> contracting = CONTRACTING.estimate(tolerance);
        assertThat(contracting.failure().itemLong()).isNotZero();
        assertThat(contracting.error().item()).isInfinite();
        assertThat(contracting.p().item()).isNaN();
        // From near the fixed point pi the way back leads to another one: every solver agrees, and all are wrong.
        Estimate<Tensor, Tensor> attracted = ATTRACTED.estimate(tolerance);
        double error = ATTRACTED.error(attracted);
        assertThat(attracted.mismatch().item()).isGreaterThan(0.5);
        assertThat(attracted.error().item()).isGreaterThan(error);
        assertThat(error).isGreaterThan(0.1);
    }

    @Test
    void statesFromDenseOutputDoNotExplode() {
        double tolerance = 1e-8;
        for (Case c : List.of(OSCILLATOR, LOTKA_VOLTERRA, DAMPED, CONTRACTING, ATTRACTED)) {
            Backsolve way = Backsolve.of(tolerance, tolerance * 1e-2).interpolated(2000);
            Estimate<Tensor, Tensor> estimate = c.estimate(tolerance, way);
            assertThat(estimate.failure().itemLong()).as(c.name).isZero();
            assertThat(c.error(estimate)).as(c.name).isLessThan(2e-5);
            assertThat(estimate.error().item()).as(c.name).isGreaterThan(c.error(estimate) / 10);
        }
    }

    private static At gradient(Case c, Gradient way) {
        Ode<Tensor, Tensor> ode = c.ode(1e-9).gradient(way);
        return grad((At x) -> c.loss().apply(ode.solve(x.y, 0, c.t1, x.p))).apply(new At(c.y0, c.p));
    }

    @Test
    void gradientsGoThroughIt() {
        for (Case c : List.of(OSCILLATOR, LOTKA_VOLTERRA)) {
            At backsolved = gradient(c, Backsolve.of(1e-9, 1e-11));
            At checkpointed = gradient(c, Gradient.USUAL);
            assertThat(backsolved.y.allClose(checkpointed.y, 1e-6, 1e-7)).isTrue();
            assertThat(backsolved.p.allClose(checkpointed.p, 1e-6, 1e-7)).isTrue();
        }
    }

    private record Times(Tensor t0, Tensor t1, Tensor times) {}

    @Test
    void timesHaveTheirDerivatives() {
        Times at = new Times(Tensor.scalar(0.1), Tensor.scalar(2), Tensor.of(0.1, 0.7, 2.0));
        Fn1<Gradient, Times> gradient = way -> grad((Times x) -> {
                    Solution<Tensor> s = PENDULUM.ode(1e-10)
                            .saveAt(x.times)
                            .gradient(way)
                            .solve(PENDULUM.y0, x.t0, x.t1, PENDULUM.p);
                    return PENDULUM.loss().apply(s);
                })
                .apply(at);
        Times backsolved = gradient.apply(Backsolve.of(1e-10, 1e-12));
        Times discrete = gradient.apply(Gradient.USUAL);
        assertThat(backsolved.t0.item()).isCloseTo(discrete.t0.item(), within(1e-5));
        assertThat(backsolved.t1.item()).isCloseTo(discrete.t1.item(), within(1e-5));
        assertThat(backsolved.times.allClose(discrete.times, 1e-5, 1e-6)).isTrue();
        assertThat(discrete.times.get(0).item()).isZero();
    }

    @Test
    void membersAndForwardModeGoThroughItToo() {
        Ode<Tensor, Tensor> ode = OSCILLATOR.ode(1e-9).gradient(Backsolve.of(1e-9, 1e-11));
        Fn1<Tensor, Tensor> f = p -> OSCILLATOR.loss().apply(ode.solve(OSCILLATOR.y0, 0, OSCILLATOR.t1, p));
        Tensor rates = Tensor.of(1.7, 0.4);
        Tensor many = jit(vmap(grad(f))).apply(rates);
        for (int i = 0; i < 2; i++) {
            double one = grad(f).apply(rates.get(i)).item();
            assertThat(many.get(i).item()).isCloseTo(one, within(1e-12));
            assertThat(jvp(f, rates.get(i), Tensor.scalar(1)).tangent().item()).isCloseTo(one, within(1e-6));
        }
    }

    @Test
    void theEstimateIsTapped() {
        Backsolve way = Backsolve.of(1e-6, 1e-8).estimated();
        Ode<Tensor, Tensor> ode = OSCILLATOR.ode(1e-6).gradient(way);
        Fn1<At, At> gradient = grad((At x) -> OSCILLATOR.loss().apply(ode.solve(x.y, 0, OSCILLATOR.t1, x.p)));
        Tapped<At> tapped = withTaps(gradient).apply(new At(OSCILLATOR.y0, OSCILLATOR.p));
        Estimate<Tensor, Tensor> expected = OSCILLATOR.estimate(1e-6);
        assertThat(requireNonNull(tapped.taps().get("backsolve error")).item())
                .isCloseTo(expected.error().item(), within(1e-12));
        assertThat(requireNonNull(tapped.taps().get("backsolve mismatch")).item())
                .isCloseTo(expected.mismatch().item(), within(1e-12));
    }

    @Test
    void whatItCannotDoIsSaid() {
        Ode<Tensor, Tensor> ode = OSCILLATOR.ode(1e-6).saveAt().gradient(Backsolve.of(1e-6, 1e-8));
        assertThatThrownBy(() -> ode.everyStep(100).solve(OSCILLATOR.y0, 0, 1, OSCILLATOR.p))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("solve: backsolve has gradients of the end, of saved states and of events, not of steps or"
                        + " dense output; leave these out, or leave the gradient as it is");
        assertThatThrownBy(() -> new Backsolve(new RungeKutta4(), 1e-6, 1e-8, false, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no error estimate to choose steps by; take another method");
        assertThatThrownBy(() -> Backsolve.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Gradient.Checkpointed(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gradient: -1 slots; expected at least 1, or 0 to choose");
        assertThatThrownBy(() -> OSCILLATOR
                        .ode(1e-6)
                        .saveAt()
                        .gradient(new Gradient.Stored(1))
                        .solve(OSCILLATOR.y0, 0, 1, OSCILLATOR.p))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stored gradients are of equal steps; say how many");
    }
}
