package dev.costate.numerics.ode;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.numerics.ode.Event.Crossing;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.numerics.ode.explicit.Tsitouras5;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Events are found where they are: closed forms.
class EventTest {
    /// A place and its velocity.
    private record Motion(Tensor x, Tensor v) {}

    private static final double G = 9.81;
    private static final Tensor GRAVITY = Tensor.scalar(G);

    private static final Ode<Motion, Tensor> FALL = Ode.of((t, m, g) -> new Motion(m.v(), g.neg()));
    private static final Ode<Motion, Tensor> SWING =
            Ode.of((t, m, w) -> new Motion(m.v(), m.x().mul(w.square()).neg()));
    private static final Ode<Motion, Tensor> PENDULUM =
            Ode.of((t, m, g) -> new Motion(m.v(), m.x().sin().mul(g).neg()));

    private static Motion motion(double x, double v) {
        return new Motion(Tensor.scalar(x), Tensor.scalar(v));
    }

    private static Event<Motion, Tensor> crossing(Crossing which, int most) {
        return Event.recorded((t, m, p) -> m.x(), which, most);
    }

    private static Ode<Motion, Tensor> ground() {
        return FALL.event(Event.terminal((t, m, g) -> m.x(), Crossing.FALLING));
    }

    @Test
    void aBallHitsTheGround() {
        Solution<Motion> s = ground().solve(motion(2, 0), 0, 10, GRAVITY);
        double fall = Math.sqrt(4 / G);
        assertThat(s.why()).isEqualTo(Failure.NONE);
        assertThat(s.t().item()).isCloseTo(fall, within(1e-14));
        assertThat(s.y().x().item()).isCloseTo(0, within(1e-13));
        assertThat(s.y().v().item()).isCloseTo(-G * fall, within(1e-12));
        assertThat(s.events().getFirst().count().item()).isEqualTo(1);
        assertThat(s.events().getFirst().t().get(0).item()).isEqualTo(s.t().item());
    }

    @Test
    void theTimeOfAnEventHasTheDerivativesOfTheImplicitFunctionTheorem() {
        double height = 2;
        double fall = Math.sqrt(2 * height / G);
        double byHeight = jvp(
                        (Tensor h) -> ground().solve(new Motion(h, Tensor.scalar(0)), 0, 10, GRAVITY)
                                .t(),
                        Tensor.scalar(height),
                        Tensor.scalar(1))
                .tangent()
                .item();
        double byGravity = jvp(
                        (Tensor g) ->
                                ground().solve(motion(height, 0), 0, 10, g).t(),
                        GRAVITY,
                        Tensor.scalar(1))
                .tangent()
                .item();
        // The velocity then is -sqrt(2 g h).
        double ofVelocity = jvp(
                        (Tensor g) -> jit((Tensor f) -> ground().solve(motion(height, 0), 0, 10, f)
                                        .y()
                                        .v())
                                .apply(g),
                        GRAVITY,
                        Tensor.scalar(1))
                .tangent()
                .item();
        assertThat(byHeight).isCloseTo(fall / (2 * height), within(1e-12));
        assertThat(byGravity).isCloseTo(-fall / (2 * G), within(1e-12));
        assertThat(ofVelocity).isCloseTo(-Math.sqrt(2 * height / G) / 2, within(1e-12));
    }

    /// A ball that keeps .8 of its velocity hits the ground at `t_0 (1 + 2 (.8 + .8^2 + ... + .8^n))`.
    @Test
    void aBallBounces() {
        double kept = 0.8;
        record Flight(Tensor t, Motion m) {}
        Tensor hits = jit((Motion start) -> scanSteps(
                                (Flight f) -> {
                                    Solution<Motion> s = ground().solve(f.m(), f.t(), Tensor.scalar(100), GRAVITY);
                                    Motion up = new Motion(
                                            s.y().x().mul(0), s.y().v().mul(-kept));
                                    return new Step<>(new Flight(s.t(), up), s.t());
                                },
                                new Flight(Tensor.scalar(0), start),
                                6)
                        .out())
                .apply(motion(2, 0));
        double t = Math.sqrt(4 / G);
        double next = 2 * t;
        for (double hit : hits.toDoubles()) {
            assertThat(hit).isCloseTo(t, within(1e-12));
            next *= kept;
            t += next;
        }
    }

    @Test
    void crossingsByDirectionWithTheirStates() {
        // x = cos t
        Ode<Motion, Tensor> ode = SWING.tolerance(1e-11, 1e-11)
                .event(crossing(Crossing.ANY, 10))
                .event(crossing(Crossing.RISING, 2))
                .event(crossing(Crossing.FALLING, 10))
                .event(Event.recorded((t, m, w) -> t.sub(7), Crossing.RISING, 1));
        Solution<Motion> s =
                jit((Motion m) -> ode.solve(m, 0, 20, Tensor.scalar(1))).apply(motion(1, 0));
        check(s.events().get(0), 6, k -> Math.PI * (k + 0.5));
        check(s.events().get(1), 2, k -> Math.PI * (2 * k + 1.5));
        check(s.events().get(2), 3, k -> Math.PI * (2 * k + 0.5));
        check(s.events().get(3), 1, k -> 7.0);
        assertThat(s.events().get(0).t().get(6).item()).isNaN();
        assertThat(s.events().get(0).y().v().get(6).item()).isNaN();
        for (int k = 0; k < 6; k++) {
            assertThat(s.events().get(0).y().v().get(k).item()).isCloseTo(k % 2 == 0 ? -1 : 1, within(1e-9));
        }
        assertThat(s.t().item()).isEqualTo(20);
        assertThat(s.y().x().item()).isCloseTo(Math.cos(20), within(1e-9));
    }

    private static void check(Occurrences<Motion> found, int count, java.util.function.IntToDoubleFunction expected) {
        assertThat(found.count().item()).isEqualTo(count);
        for (int k = 0; k < count; k++) {
            assertThat(found.t().get(k).item()).isCloseTo(expected.applyAsDouble(k), within(1e-9));
        }
    }

    @Test
    void theThirdCrossingEndsTheIntegrationWhileTimesAndStepsAreRecorded() {
        Ode<Motion, Tensor> ode = SWING.tolerance(1e-11, 1e-11)
                .method(new DormandPrince8())
                .saveAt(1, 2, 7, 9)
                .dense(100)
                .event(new Event<>((t, m, w) -> m.x(), Crossing.ANY, 3, true));
        Solution<Motion> s =
                jit((Motion m) -> ode.solve(m, 0, 20, Tensor.scalar(1))).apply(motion(1, 0));
        assertThat(s.t().item()).isCloseTo(2.5 * Math.PI, within(1e-10));
        assertThat(s.saved().x().get(0).item()).isCloseTo(Math.cos(1), within(1e-10));
        assertThat(s.saved().x().get(2).item()).isCloseTo(Math.cos(7), within(1e-10));
        assertThat(s.saved().x().get(3).item()).as("after the end").isNaN();
        int steps = (int) s.steps().count().itemLong();
        assertThat(s.steps().t().get(steps - 1).item()).isEqualTo(s.t().item());
        assertThat(s.steps().t().get(steps).item()).isNaN();
        assertThat(s.dense().at(7.8).x().item()).isCloseTo(Math.cos(7.8), within(1e-9));
        assertThat(s.dense().at(7.9).x().item()).as("after the end").isNaN();
    }

    @Test
    void backwardsInTime() {
        Ode<Motion, Tensor> ode = SWING.tolerance(1e-11, 1e-11).event(crossing(Crossing.RISING, 5));
        Solution<Motion> s = ode.solve(motion(1, 0), 0, -8, Tensor.scalar(1));
        // cos t passes -pi/2 downwards when time goes backwards, -3 pi/2 upwards.
        check(s.events().getFirst(), 1, k -> -1.5 * Math.PI);
    }

    @Test
    void whatIsZeroAtTheBeginningDoesNotHappen() {
        Ode<Motion, Tensor> ode = SWING.tolerance(1e-11, 1e-11).event(crossing(Crossing.ANY, 5));
        Solution<Motion> s = ode.solve(motion(0, 1), 0, 4, Tensor.scalar(1));
        check(s.events().getFirst(), 1, k -> Math.PI);
    }

    @Test
    void fixedStepsFindEventsToo() {
        Ode<Motion, Tensor> ode = SWING.method(new RungeKutta4()).steps(1000).event(crossing(Crossing.ANY, 10));
        Solution<Motion> s =
                jit((Motion m) -> ode.solve(m, 0, 20, Tensor.scalar(1))).apply(motion(1, 0));
        assertThat(s.events().getFirst().count().item()).isEqualTo(6);
        for (int k = 0; k < 6; k++) {
            assertThat(s.events().getFirst().t().get(k).item()).isCloseTo(Math.PI * (k + 0.5), within(1e-6));
        }
    }

    /// The period of a pendulum is `4 K(sin(amplitude / 2)) / sqrt(g)`, by the arithmetic-geometric mean.
    @Test
    void theMembersOfAnEnsembleHaveEventsOfTheirOwn() {
        Tensor amplitudes = Tensor.of(0.1, 1, 2, 3);
        Ode<Motion, Tensor> ode = PENDULUM.method(new Tsitouras5())
                .tolerance(1e-12, 1e-12)
                .event(new Event<>((t, m, g) -> m.x(), Crossing.FALLING, 2, true));
        Solution<Motion> all = jit(vmap((Tensor a) -> ode.solve(new Motion(a, a.mul(0)), 0, 50, GRAVITY)))
                .apply(amplitudes);
        for (int i = 0; i < 4; i++) {
            double[] hits = all.events().getFirst().t().get(i).toDoubles();
            double a = 1;
            double b = Math.cos(amplitudes.get(i).item() / 2);
            for (int k = 0; k < 8; k++) {
                double mean = (a + b) / 2;
                b = Math.sqrt(a * b);
                a = mean;
            }
            double period = 2 * Math.PI / (a * Math.sqrt(G));
            assertThat(hits[0]).isCloseTo(period / 4, within(1e-10));
            assertThat(hits[1] - hits[0]).isCloseTo(period, within(1e-9));
            assertThat(all.t().get(i).item()).isEqualTo(hits[1]);
        }
        assertThat(List.of(all.events().size())).containsExactly(1);
    }
}
