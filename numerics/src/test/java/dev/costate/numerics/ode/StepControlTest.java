package dev.costate.numerics.ode;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Jit;
import dev.costate.Tensor;
import dev.costate.numerics.ode.explicit.BogackiShampine3;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.ExplicitMethods;
import dev.costate.numerics.ode.explicit.ExplicitRungeKutta;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Steps are as long as the tolerance allows, and an integration ends whatever the field does.
class StepControlTest {
    private static final Ode<Tensor, Tensor> ARENSTORF = Ode.of(StepControlTest::threeBodies);
    private static final Tensor START = Tensor.of(0.994, 0, 0, -2.00158510637908252240537862224);
    private static final double PERIOD = 17.0652165601579625588917206249;
    private static final Tensor MASS = Tensor.scalar(0.012277471);

    /// Arenstorf's orbit of the restricted three body problem: Hairer, Nørsett and Wanner, Solving Ordinary
    /// Differential Equations I, II.0.
    private static Tensor threeBodies(Tensor t, Tensor y, Tensor mass) {
        Tensor a = y.get(0);
        Tensor b = y.get(1);
        Tensor rest = mass.rsub(1);
        Tensor earth = a.add(mass).square().add(b.square());
        Tensor moon = a.sub(rest).square().add(b.square());
        Tensor byEarth = rest.div(earth.mul(earth.sqrt()));
        Tensor byMoon = mass.div(moon.mul(moon.sqrt()));
        return Layout.stack(
                List.of(
                        y.get(2),
                        y.get(3),
                        a.add(y.get(3).mul(2)).sub(byEarth.mul(a.add(mass))).sub(byMoon.mul(a.sub(rest))),
                        b.sub(y.get(2).mul(2)).sub(byEarth.mul(b)).sub(byMoon.mul(b))),
                0);
    }

    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).norm().item();
    }

    @TestFactory
    Stream<DynamicTest> arenstorfsOrbitCloses() {
        return ExplicitMethods.adaptive().stream()
                .filter(m -> m.order() >= 5)
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    Ode<Tensor, Tensor> ode = ARENSTORF.method(m).tolerance(1e-12, 1e-12);
                    Solution<Tensor> s =
                            jit((Tensor y) -> ode.solve(y, 0, PERIOD, MASS)).apply(START);
                    assertThat(s.why()).isEqualTo(Failure.NONE);
                    assertThat(s.t().item()).isEqualTo(PERIOD);
                    // The orbit amplifies an error by about 1e5 in one period.
                    assertThat(distance(s.y(), START)).isLessThan(1e-5);
                }));
    }

    @Test
    void dormandPrinceTakesAsManyStepsAsDopri5() {
        // DOPRI5's driver prints 238 steps, of which 216 are accepted, for a tolerance of 1e-7 (and another first
        // step).
        Ode<Tensor, Tensor> ode = ARENSTORF.tolerance(1e-7, 1e-7);
        Statistics s =
                jit((Tensor y) -> ode.solve(y, 0, PERIOD, MASS)).apply(START).statistics();
        assertThat(s.accepted().item()).isCloseTo(216, within(15.0));
        assertThat(s.rejected().item()).isCloseTo(22, within(15.0));
        double stages = 6 * (s.accepted().item() + s.rejected().item());
        assertThat(s.evaluations().item()).isEqualTo(stages + 2);
    }

    @TestFactory
    Stream<DynamicTest> backwardsIntegrationReturns() {
        return ExplicitMethods.adaptive().stream()
                .filter(m -> m.order() >= 3)
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    Ode<Tensor, Tensor> ode = ARENSTORF.method(m).tolerance(1e-9, 1e-9);
                    Tensor there =
                            jit((Tensor y) -> ode.solve(y, 0, 5, MASS).y()).apply(START);
                    Solution<Tensor> back =
                            jit((Tensor y) -> ode.solve(y, 5, 0, MASS)).apply(there);
                    assertThat(distance(there, START)).isGreaterThan(1);
                    assertThat(distance(back.y(), START)).isLessThan(1e-4);
                    assertThat(back.t().item()).isZero();
                    assertThat(back.statistics().lastStep().item()).isNegative();
                }));
    }

    /// Ten times the tolerance is about ten times the error; a step is `tol^(1/(q+1))` long.
    @TestFactory
    Stream<DynamicTest> theErrorFollowsTheTolerance() {
        return ExplicitMethods.adaptive().stream().map(m -> DynamicTest.dynamicTest(m.name(), () -> follows(m)));
    }

    private static void follows(ExplicitRungeKutta m) {
        Ode<Tensor, Tensor> ode = Ode.of((Tensor t, Tensor y, Tensor p) -> y.mul(t.cos()));
        double[] error = new double[2];
        double[] steps = new double[2];
        double[] tolerances = m.order() > 2 ? new double[] {1e-5, 1e-9} : new double[] {1e-3, 1e-6};
        for (int i = 0; i < 2; i++) {
            Ode<Tensor, Tensor> here = ode.method(m).tolerance(tolerances[i], tolerances[i]);
            Solution<Tensor> s = jit((Tensor y) -> here.solve(y, 0, 20, MASS)).apply(Tensor.of(1.0));
            error[i] = Math.abs(s.y().item() - Math.exp(Math.sin(20)));
            steps[i] = s.statistics().accepted().item();
        }
        assertThat(error[1]).isLessThan(200 * tolerances[1]);
        assertThat(error[0]).isLessThan(200 * tolerances[0]);
        double expected = Math.pow(tolerances[0] / tolerances[1], 1.0 / (m.errorOrder() + 1));
        assertThat(steps[1] / steps[0]).isCloseTo(expected, within(0.35 * expected));
    }

    @Test
    void toleranceOfEveryComponent() {
        record State(Tensor coarse, Tensor fine) {}
        Ode<State, Tensor> ode = Ode.of((Tensor t, State y, Tensor p) ->
                new State(y.coarse().neg(), y.fine().neg()));
        State start = new State(Tensor.of(1.0, 1.0), Tensor.scalar(1));
        State loose = new State(Tensor.of(1e-3, 1e-3), Tensor.scalar(1e-3));
        State none = new State(Tensor.of(0.0, 0.0), Tensor.scalar(0));
        State strict = new State(Tensor.of(1e-3, 1e-3), Tensor.scalar(1e-10));
        Solution<State> a = ode.tolerance(loose, none).solve(start, 0, 1, MASS);
        Solution<State> b = ode.tolerance(strict, none).solve(start, 0, 1, MASS);
        assertThat(Math.abs(a.y().fine().item() - Math.exp(-1))).isGreaterThan(1e-9);
        assertThat(Math.abs(b.y().fine().item() - Math.exp(-1))).isLessThan(1e-9);
    }

    // What the field may do

    private static Solution<Tensor> solved(Ode<Tensor, Tensor> ode, double from, double to) {
        Jit.Of1<Tensor, Solution<Tensor>> solve =
                jit((Tensor y) -> ode.saveAt(from, to).solve(y, from, to, MASS));
        return solve.apply(Tensor.of(1.0));
    }

    @TestFactory
    Stream<DynamicTest> aSingularityEndsTheIntegration() {
        return ExplicitMethods.adaptive().stream()
                .filter(m -> m.order() > 2)
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    Ode<Tensor, Tensor> ode = Ode.of((Tensor t, Tensor y, Tensor p) -> y.square());
                    Solution<Tensor> s = solved(ode.method(m), 0, 2);
                    assertThat(s.why()).isIn(Failure.STEP_TOO_SMALL, Failure.NOT_FINITE);
                    assertThat(s.t().item()).isCloseTo(1, within(1e-4));
                    assertThat(s.y().item()).isNaN();
                    assertThat(s.saved().toDoubles()).containsExactly(1, Double.NaN);
                }));
    }

    @Test
    void aFieldThatIsNotFiniteEndsTheIntegration() {
        Ode<Tensor, Tensor> never = Ode.of((Tensor t, Tensor y, Tensor p) -> y.mul(Double.NaN));
        Solution<Tensor> s = solved(never, 0, 1);
        assertThat(s.why()).isEqualTo(Failure.NOT_FINITE);
        assertThat(s.t().item()).isZero();
        assertThat(s.y().item()).isNaN();

        Ode<Tensor, Tensor> later =
                Ode.of((Tensor t, Tensor y, Tensor p) -> t.rsub(0.5).log());
        Solution<Tensor> l = solved(later, 0, 1);
        assertThat(l.why()).isEqualTo(Failure.NOT_FINITE);
        assertThat(l.t().item()).isCloseTo(0.5, within(1e-6));
        assertThat(l.statistics().accepted().item()).isGreaterThan(3);
    }

    @Test
    void aJumpIsPassedByShortSteps() {
        Ode<Tensor, Tensor> ode = Ode.of(
                (Tensor t, Tensor y, Tensor p) -> t.lt(0.3).select(1, y.mul(0).sub(1)));
        Solution<Tensor> s = solved(ode.tolerance(1e-8, 1e-8), 0, 1);
        assertThat(s.why()).isEqualTo(Failure.NONE);
        assertThat(s.y().item()).isCloseTo(1 + 0.3 - 0.7, within(1e-6));
        assertThat(s.statistics().rejected().item()).isGreaterThan(0);
    }

    @Test
    void theStepLimitEndsTheIntegration() {
        Ode<Tensor, Tensor> ode =
                ARENSTORF.control(Control.of(Tolerance.of(1e-9, 1e-9)).withMaxSteps(50));
        Solution<Tensor> s = jit((Tensor y) -> ode.solve(y, 0, PERIOD, MASS)).apply(START);
        assertThat(s.why()).isEqualTo(Failure.STEP_LIMIT);
        assertThat(s.statistics().accepted().add(s.statistics().rejected()).item())
                .isEqualTo(50);
        assertThat(s.t().item()).isBetween(0.001, PERIOD);
        assertThat(s.y().isNaN().all().itemBoolean()).isTrue();
    }

    @Test
    void aLeastStepIsAFailureWhereTheErrorAsksForLess() {
        Control control = Control.of(Tolerance.of(1e-12, 1e-12)).withBounds(0.1, 1);
        Solution<Tensor> s = ARENSTORF.control(control).solve(START, 0, PERIOD, MASS);
        assertThat(s.why()).isEqualTo(Failure.STEP_TOO_SMALL);
    }

    @Test
    void stepsKeepToTheirBounds() {
        Ode<Tensor, Tensor> ode =
                Ode.of((Tensor t, Tensor y, Tensor p) -> y.mul(0).add(1));
        Control control =
                Control.of(Tolerance.of(1e-6, 1e-6)).withBounds(0, 0.25).withFirstStep(0.01);
        Solution<Tensor> s = ode.control(control).everyStep(100).solve(Tensor.of(0.0), 0, 2, MASS);
        double[] t = s.steps().t().toDoubles();
        int n = (int) s.steps().count().itemLong();
        assertThat(t[0]).isEqualTo(0.01);
        assertThat(t[n - 1]).isEqualTo(2);
        for (int i = 1; i < n; i++) {
            assertThat(t[i] - t[i - 1]).isLessThanOrEqualTo(0.25 + 1e-15);
        }
        assertThat(t[n]).isNaN();
    }

    @Test
    void nothingToDo() {
        Solution<Tensor> s = ARENSTORF.saveAt(3).solve(START, 3, 3, MASS);
        assertThat(s.why()).isEqualTo(Failure.NONE);
        assertThat(s.y().identical(START)).isTrue();
        assertThat(s.saved().get(0).identical(START)).isTrue();
        assertThat(s.statistics().accepted().item()).isZero();
    }

    @Test
    void singlePrecisionKeepsItsTime() {
        // Ten million steps of 1e-7 would stand still from t = 4 on if the time were float32.
        Ode<Tensor, Tensor> ode = Ode.of((Tensor t, Tensor y, Tensor p) -> y.neg());
        Tensor start = Tensor.of(1f, 2f);
        Control control =
                Control.of(Tolerance.of(1e-5, 1e-5)).withBounds(0, 1e-5).withMaxSteps(1_000_000);
        Solution<Tensor> s = jit((Tensor y) -> ode.control(control).solve(y, 1000, 1001, MASS))
                .apply(start);
        assertThat(s.why()).isEqualTo(Failure.NONE);
        assertThat(s.y().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(s.t().item()).isEqualTo(1001);
        assertThat(s.statistics().accepted().item()).isCloseTo(100_000, within(100.0));

        Solution<Tensor> fast = jit((Tensor y) ->
                        ode.method(new DormandPrince8()).tolerance(1e-5, 1e-6).solve(y, 0, 1, MASS))
                .apply(start);
        assertThat(fast.y().get(0).item()).isCloseTo(Math.exp(-1), within(1e-5));
        Solution<Tensor> low = jit((Tensor y) ->
                        ode.method(new BogackiShampine3()).tolerance(1e-4, 1e-4).solve(y, 0, 1, MASS))
                .apply(start);
        assertThat(low.y().get(1).item()).isCloseTo(2 * Math.exp(-1), within(1e-3));
    }

    /// Where nothing but a relative tolerance is given, 0 stays 0.
    @Test
    void whatIsZeroNeedsNoAbsoluteTolerance() {
        Ode<Tensor, List<Tensor>> decay = Ode.of((t, y, _) -> y.neg());
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Solution<Tensor> s =
                    decay.tolerance(1e-5, 0).solve(Tensor.of(0.0, 2).to(dtype), 0, 1, List.of());
            assertThat(s.why()).isEqualTo(Failure.NONE);
            assertThat(s.y().get(0).item()).isZero();
            assertThat(s.y().get(1).item()).isCloseTo(2 / Math.E, within(1e-4));
            assertThat(s.statistics().accepted().item()).isLessThan(20);
        }
    }

    @Test
    void aToleranceThatIsNaNEndsAtOnce() {
        Ode<Tensor, List<Tensor>> decay = Ode.of((t, y, _) -> y.neg());
        Solution<Tensor> s = jit((Tensor tolerance) -> decay.control(Control.of(new Tolerance(tolerance, tolerance)))
                        .solve(Tensor.of(1.0, 2), 0, 1, List.of()))
                .apply(Tensor.scalar(Double.NaN));
        assertThat(s.why()).isEqualTo(Failure.NOT_FINITE);
        assertThat(s.statistics().rejected().item()).isEqualTo(1);
    }
}
