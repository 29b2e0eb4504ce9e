package dev.costate.numerics.ode;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [Estimate] of losses of events, against closed forms: the gradient, and that its error is no larger than it
/// says.
class EstimateOfEventsTest {
    private record Motion(Tensor x, Tensor v) {}

    private static final Ode<Motion, Tensor> SWING =
            Ode.of((t, m, w) -> new Motion(m.v, m.x.mul(w.square()).neg()));
    private static final Motion TOP = new Motion(Tensor.scalar(1), Tensor.scalar(0));

    private static Estimate<Motion, Tensor> of(
            Ode<Motion, Tensor> ode, double tolerance, double t1, Tensor p, Fn1<Solution<Motion>, Tensor> loss) {
        return jit((Tensor q) -> Estimate.of(
                        ode.tolerance(tolerance, tolerance),
                        Backsolve.of(tolerance, tolerance),
                        TOP,
                        Tensor.scalar(0),
                        Tensor.scalar(t1),
                        q,
                        loss))
                .apply(p);
    }

    /// The times `pi (k + 1/2) / w` at which a pendulum of frequency `w` hangs straight, and its speed `+-w`
    /// there.
    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 1e-8})
    void recordedEventsHaveTheirGradients(double tolerance) {
        double w = 1.3;
        Ode<Motion, Tensor> crossing = SWING.event(Event.recorded((t, m, p) -> m.x, Event.Crossing.ANY, 3));
        Estimate<Motion, Tensor> e = of(crossing, tolerance, 8, Tensor.scalar(w), s -> {
            Occurrences<Motion> passages = s.events().getFirst();
            return passages.t().sum().add(passages.y().v.square().sum().mul(0.1));
        });
        // pi / w (1/2 + 3/2 + 5/2) + 0.1 * 3 w^2
        double exact = -4.5 * Math.PI / (w * w) + 0.6 * w;
        assertThat(e.value().item()).isCloseTo(4.5 * Math.PI / w + 0.3 * w * w, within(100 * tolerance));
        double error = Math.abs(e.p().item() - exact);
        assertThat(error).isLessThan(1e3 * tolerance);
        assertThat(e.failure().itemLong()).isZero();
        assertThat(e.error().item()).isBetween(error / 3, 1e4 * tolerance);
    }

    /// A fall from 1 ends at `sqrt(2 / g)` with the speed `-sqrt(2 g)`; saved on its way at 0.2.
    @Test
    void anEndThatIsAnEventHasItsGradient() {
        Ode<Motion, Tensor> fall = Ode.of((t, m, g) -> new Motion(m.v, g.neg()));
        Ode<Motion, Tensor> ground = fall.event(Event.terminal((t, m, g) -> m.x, Event.Crossing.FALLING))
                .saveAt(0.2);
        Fn1<Solution<Motion>, Tensor> loss =
                s -> s.t().mul(2).add(s.y().v).add(s.saved().x.sum().mul(3));
        double g = 9.81;
        Estimate<Motion, Tensor> e = of(ground, 1e-8, 10, Tensor.scalar(g), loss);
        double exact = -Math.sqrt(2 / (g * g * g)) - 1 / Math.sqrt(2 * g) - 3 * 0.02;
        assertThat(e.p().item()).isCloseTo(exact, within(1e-7));
        // t = sqrt(2 h / g), v = -sqrt(2 g h)
        assertThat(e.y().x.item()).isCloseTo(Math.sqrt(2 / g) - Math.sqrt(g / 2) + 3, within(1e-6));
        assertThat(Math.abs(e.p().item() - exact)).isLessThan(3 * e.error().item() + 1e-12);
    }

    /// The same as the gradient that goes through the steps, for a loss of all that there is.
    @Test
    void isTheGradientOfTheSolution() {
        Ode<Motion, Tensor> all = SWING.event(Event.recorded((t, m, p) -> m.x.sub(0.5), Event.Crossing.FALLING, 2))
                .event(Event.terminal((t, m, p) -> m.v, Event.Crossing.FALLING))
                .saveAt(0.5, 1);
        Fn1<Solution<Motion>, Tensor> loss = s -> s.y().x
                .square()
                .add(s.t().mul(0.3))
                .add(s.saved().v.sum())
                .add(s.events()
                        .getFirst()
                        .t()
                        .get(0)
                        .mul(s.events().getFirst().y().v.get(0)));
        Fn2<Gradient, Tensor, Tensor> through =
                (way, w) -> loss.apply(all.tolerance(1e-9, 1e-9).gradient(way).solve(TOP, 0, 10, w));
        Tensor w = Tensor.scalar(0.8);
        Tensor discrete = grad((Tensor q) -> through.apply(Gradient.USUAL, q)).apply(w);
        Estimate<Motion, Tensor> e = of(all, 1e-9, 10, w, loss);
        assertThat(e.p().item()).isCloseTo(discrete.item(), within(1e-7));
        assertThat(e.value().item()).isCloseTo(through.apply(Gradient.USUAL, w).item(), within(1e-12));
    }
}
