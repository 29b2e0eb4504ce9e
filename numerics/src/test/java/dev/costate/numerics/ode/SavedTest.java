package dev.costate.numerics.ode;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.numerics.Refusal;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.ExplicitMethods;
import dev.costate.ops.Layout;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What is recorded on the way: times, steps, dense output.
class SavedTest {
    private static final Tensor START = Tensor.of(10.0, 5.0);
    private static final Tensor RATES = Tensor.of(1.5, 1, 3, 1);

    private static final Ode<Tensor, Tensor> PREY = Ode.of((Tensor t, Tensor y, Tensor r) -> Layout.stack(
            List.of(
                    y.get(0).mul(r.get(0).sub(r.get(1).mul(y.get(1)))),
                    y.get(1).mul(r.get(3).mul(y.get(0)).sub(r.get(2)))),
            0));

    /// The largest relative difference.
    private static double apart(double[] a, double[] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]) / (1 + Math.abs(b[i])));
        }
        return worst;
    }

    @TestFactory
    Stream<DynamicTest> isWhatSciPyFinds() throws IOException {
        JsonNode goldens;
        try (var in = SavedTest.class.getResourceAsStream("/goldens/solve_ivp.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        double[] times = doubles(goldens.get("t"));
        double[] states = doubles(goldens.get("y"));
        double[] peaks = doubles(goldens.get("peaks"));
        return ExplicitMethods.adaptive().stream()
                .filter(m -> m.order() >= 5)
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    // Where the prey is most, that is r0 = r1 y1, and falls from then on.
                    Ode<Tensor, Tensor> ode = PREY.method(m)
                            .tolerance(1e-12, 1e-12)
                            .saveAt(times)
                            .event(Event.recorded(
                                    (t, y, r) -> r.get(0).sub(r.get(1).mul(y.get(1))), Event.Crossing.FALLING, 20));
                    Solution<Tensor> s =
                            jit((Tensor y) -> ode.solve(y, 0, 15, RATES)).apply(START);
                    assertThat(apart(s.saved().toDoubles(), states)).isLessThan(1e-9);
                    assertThat(s.events().getFirst().count().item()).isEqualTo(peaks.length);
                    double[] found =
                            s.events().getFirst().t().get("0:" + peaks.length).toDoubles();
                    assertThat(apart(found, peaks)).isLessThan(1e-10);
                }));
    }

    private static double[] doubles(JsonNode node) {
        double[] all = new double[node.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = node.get(i).asDouble();
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> stepsDoNotDependOnWhatIsSaved() {
        return ExplicitMethods.adaptive().stream()
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    Ode<Tensor, Tensor> ode = PREY.method(m).tolerance(1e-4, 1e-4);
                    Solution<Tensor> plain =
                            jit((Tensor y) -> ode.solve(y, 0, 5, RATES)).apply(START);
                    Solution<Tensor> saved = jit((Tensor y) ->
                                    ode.saveAt(0, 1, 1, 2, 5).solve(y, 0, 5, RATES))
                            .apply(START);
                    Solution<Tensor> dense = jit((Tensor y) ->
                                    ode.dense(2000).saveAt(0, 1, 1, 2, 5).solve(y, 0, 5, RATES))
                            .apply(START);
                    assertThat(saved.y().identical(plain.y())).isTrue();
                    assertThat(dense.y().identical(plain.y())).isTrue();
                    assertThat(saved.statistics().evaluations().item())
                            .isGreaterThanOrEqualTo(
                                    plain.statistics().evaluations().item());
                    assertThat(saved.saved().get(0).identical(START)).isTrue();
                    assertThat(saved.saved().get(1).identical(saved.saved().get(2)))
                            .isTrue();
                    assertThat(saved.saved().get(4).identical(plain.y())).isTrue();
                    // Dense output is the same polynomial; its sums may be rounded in another order.
                    for (int i = 1; i < 4; i++) {
                        double[] at = dense.dense().at(i == 3 ? 2 : 1).toDoubles();
                        assertThat(apart(at, saved.saved().get(i).toDoubles())).isLessThan(1e-13);
                    }
                    assertThat(apart(dense.saved().toDoubles(), saved.saved().toDoubles()))
                            .isLessThan(1e-13);
                }));
    }

    @Test
    void everyStepIsRecorded() {
        Solution<Tensor> s =
                jit((Tensor y) -> PREY.everyStep(200).solve(y, 5, 0, RATES)).apply(START);
        int n = (int) s.steps().count().itemLong();
        assertThat(n).isEqualTo((int) s.statistics().accepted().itemLong());
        assertThat(s.steps().y().dim(0)).isEqualTo(200);
        assertThat(s.steps().t().get(n - 1).item()).isZero();
        assertThat(s.steps().y().get(n - 1).identical(s.y())).isTrue();
        assertThat(s.steps().y().get(n).isNaN().all().itemBoolean()).isTrue();
        double[] t = s.steps().t().toDoubles();
        for (int i = 1; i < n; i++) {
            assertThat(t[i]).isLessThan(t[i - 1]);
        }
    }

    @Test
    void moreStepsThanHavePlaceAreAFailure() {
        Solution<Tensor> s = PREY.dense(10).solve(START, 0, 5, RATES);
        assertThat(s.why()).isEqualTo(Failure.STEP_LIMIT);
        assertThat(s.statistics().accepted().item()).isEqualTo(10);
        assertThat(s.dense().at(s.t()).isNaN().any().itemBoolean()).isFalse();
        assertThat(s.dense().at(s.t().add(0.01)).isNaN().all().itemBoolean()).isTrue();
    }

    @Test
    void denseOutputIsContinuousAndItsDerivativeIsTheField() {
        Ode<Tensor, Tensor> ode =
                PREY.method(new DormandPrince8()).tolerance(1e-10, 1e-10).dense(300);
        Solution<Tensor> s = jit((Tensor y) -> ode.solve(y, 0, 5, RATES)).apply(START);
        double end = s.steps().t().get(7).item();
        double[] before = s.dense().at(Math.nextDown(end)).toDoubles();
        double[] after = s.dense().at(Math.nextUp(end)).toDoubles();
        assertThat(apart(before, after)).isLessThan(1e-12);
        for (double t : new double[] {0, 0.01, 1.234, 4.9, 5}) {
            var both = jvp((Tensor time) -> s.dense().at(time), Tensor.scalar(t), Tensor.scalar(1));
            Tensor slope = PREY.field().at(Tensor.scalar(t), both.value(), RATES);
            assertThat(apart(both.tangent().toDoubles(), slope.toDoubles())).isLessThan(1e-6);
        }
        Tensor many = vmap((Tensor time) -> s.dense().at(time)).apply(Tensor.of(0, 2.5, 5));
        assertThat(many.get(2).identical(s.dense().at(5))).isTrue();
        assertThat(s.dense().at(-0.1).isNaN().all().itemBoolean()).isTrue();
        Tensor each = s.dense().at(Tensor.of(0, 2.5, 5, 6));
        assertThat(each.get("0:3").identical(many)).isTrue();
        assertThat(each.get(3).isNaN().all().itemBoolean()).isTrue();
        assertThat(s.dense().at(Tensor.of(new double[0])).shape()).isEqualTo(Shape.of(0, 2));
        assertThatThrownBy(() -> s.dense().at(Tensor.of(new double[1][2])))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo("dense: the times are f64[1,2] at HERE; give f64[] or f64[k]");
    }

    @Test
    void timesThatAreNotKnownAheadGiveNaNWhereTheyDoNotFit() {
        Tensor saved = jit((Tensor times) ->
                        PREY.saveAt(times).solve(START, 0, 5, RATES).saved())
                .apply(Tensor.of(-1, 1, 0.5, 2, 6));
        double[] first = saved.get("..., 0").toDoubles();
        assertThat(first[0]).isNaN();
        assertThat(first[1]).isFinite();
        assertThat(first[3]).isFinite();
        assertThat(first[4]).isNaN();
    }

    @Test
    void fixedStepsAreInterpolated() {
        Ode<Tensor, Tensor> ode = PREY.steps(400);
        Solution<Tensor> s = jit((Tensor y) -> ode.saveAt(0, 0.123, 3, 5).solve(y, 0, 5, RATES))
                .apply(START);
        Solution<Tensor> plain = jit((Tensor y) -> ode.solve(y, 0, 5, RATES)).apply(START);
        Solution<Tensor> tight =
                PREY.tolerance(1e-11, 1e-11).saveAt(0, 0.123, 3, 5).solve(START, 0, 5, RATES);
        assertThat(s.y().identical(plain.y())).isTrue();
        assertThat(s.statistics().accepted().item()).isEqualTo(400);
        assertThat(plain.statistics().evaluations().item()).isEqualTo(2401);
        assertThat(apart(s.saved().toDoubles(), tight.saved().toDoubles())).isCloseTo(0, within(2e-5));
    }

    @Test
    void withoutDenseOutputThereIsNone() {
        Solution<Tensor> s = PREY.solve(START, 0, 1, RATES);
        assertThat(s.saved().dim(0)).isZero();
        assertThatThrownBy(() -> s.dense().at(0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("dense: the solution has no dense output; ask for it with Ode.dense(steps)");
    }
}
