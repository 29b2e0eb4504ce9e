package dev.costate.numerics.ode;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.ExplicitMethods;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A solver goes through `jit`, `vmap` and `jvp` as any function of trees, on states of any structure.
class MembersTest {
    private static final Ode<Tensor, Tensor> OSCILLATOR = Ode.of((Tensor t, Tensor y, Tensor mu) -> Layout.stack(
            List.of(y.get(1), y.get(0).square().rsub(1).mul(y.get(1)).mul(mu).sub(y.get(0))), 0));
    private static final Tensor START = Tensor.of(2.0, 0.0);
    private static final Ode<Tensor, Tensor> DECAY =
            Ode.of((Tensor t, Tensor y, Tensor k) -> y.mul(k).neg());

    /// Van der Pol's oscillator with a stiffness of its own for each member: the stiffest makes several times
    /// as many steps.
    @TestFactory
    Stream<DynamicTest> aMemberIsWhatItWouldBeAlone() {
        Tensor stiffness = Tensor.of(0.01, 1, 10, 100, 3);
        return ExplicitMethods.adaptive().stream()
                .filter(m -> m.order() > 2)
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    Ode<Tensor, Tensor> ode = OSCILLATOR
                            .method(m)
                            .tolerance(1e-6, 1e-6)
                            .saveAt(0.1, 5, 10)
                            .event(Event.recorded((t, y, mu) -> y.get(0).sub(1), Event.Crossing.ANY, 4));
                    Fn1<Tensor, Solution<Tensor>> solve = mu -> ode.solve(START, 0, 10, mu);
                    Solution<Tensor> all = jit(vmap(solve)).apply(stiffness);
                    var single = jit(solve);
                    for (int i = 0; i < stiffness.dim(0); i++) {
                        Solution<Tensor> one = single.apply(stiffness.get(i));
                        List<Tensor> alone = Tree.leaves(one);
                        List<Tensor> member = Tree.leaves(Tree.member(all, i));
                        for (int leaf = 0; leaf < alone.size(); leaf++) {
                            assertThat(member.get(leaf).identical(alone.get(leaf)))
                                    .as("member %d, %s", i, Tree.paths(one).get(leaf))
                                    .isTrue();
                        }
                    }
                    double[] steps = all.statistics().accepted().toDoubles();
                    assertThat(steps[3]).isGreaterThan(3 * steps[0]);
                }));
    }

    @Test
    void withoutJitMembersAgreeToo() {
        Tensor rates = Tensor.of(0.1, 5, 30);
        Fn1<Tensor, Solution<Tensor>> solve = k -> DECAY.solve(Tensor.of(1.0, 2, 3), 0, 1, k);
        Solution<Tensor> all = vmap(solve).apply(rates);
        for (int i = 0; i < 3; i++) {
            assertThat(all.y().get(i).identical(solve.apply(rates.get(i)).y())).isTrue();
        }
    }

    @Test
    void membersFailByThemselves() {
        Ode<Tensor, Tensor> ode =
                Ode.of((Tensor t, Tensor y, Tensor k) -> y.square().mul(k));
        Solution<Tensor> all =
                jit(vmap((Tensor k) -> ode.solve(Tensor.scalar(1), 0, 1, k))).apply(Tensor.of(0.5, 2, -1));
        assertThat(all.failure().get(0).item()).isZero();
        assertThat(all.failure().get(1).item()).isGreaterThan(0);
        assertThat(all.y().get(0).item()).isCloseTo(2, within(1e-5));
        assertThat(all.y().get(1).item()).isNaN();
        assertThat(all.y().get(2).item()).isCloseTo(0.5, within(1e-5));
    }

    // Trees

    private record Inner(Tensor position, Map<String, Tensor> speeds) {}

    private record Outer(List<Inner> bodies, Complex phase, String name) {}

    @Test
    void statesAreTrees() {
        Ode<Outer, Tensor> ode = Ode.of((t, y, w) -> new Outer(
                y.bodies().stream()
                        .map(b -> new Inner(
                                Tree.leaves(b.speeds()).getFirst(),
                                Map.of("v", b.position().neg())))
                        .toList(),
                y.phase().mul(Complex.of(Tensor.scalar(0), w)),
                y.name()));
        Tensor ones = Tensor.of(new double[][] {{1, 2}, {3, 4}});
        Inner body = new Inner(ones, Map.of("v", ones.mul(0)));
        Outer start = new Outer(List.of(body, body), Complex.of(1, 0), "two");
        Solution<Outer> s = jit((Outer y) ->
                        ode.tolerance(1e-10, 1e-10).saveAt(0.5, 1).solve(y, 0, 1, Tensor.scalar(3)))
                .apply(start);
        assertThat(s.y().name()).isEqualTo("two");
        assertThat(s.y().phase().re().item()).isCloseTo(Math.cos(3), within(1e-8));
        assertThat(s.y().phase().im().item()).isCloseTo(Math.sin(3), within(1e-8));
        assertThat(s.y().bodies().get(1).position().get(1, 1).item()).isCloseTo(4 * Math.cos(1), within(1e-8));
        assertThat(s.saved().bodies().getFirst().position().shape().dims()).containsExactly(2, 2, 2);
        assertThat(s.saved().phase().re().get(0).item()).isCloseTo(Math.cos(1.5), within(1e-8));
    }

    @Test
    void aStateMayBeLargeOrEmpty() {
        Tensor many = Tensor.ones(40, 50).to(DType.FLOAT64);
        Solution<Tensor> s = jit((Tensor y) -> DECAY.saveAt(1).solve(y, 0, 2, Tensor.scalar(1)))
                .apply(many);
        assertThat(s.saved().get(0, 39, 49).item()).isCloseTo(Math.exp(-1), within(1e-6));
        assertThat(s.y().get(0, 0).item()).isCloseTo(Math.exp(-2), within(1e-6));
        Solution<Tensor> none = DECAY.solve(Tensor.of(new double[0]), 0, 1, Tensor.scalar(1));
        assertThat(none.why()).isEqualTo(Failure.NONE);
        assertThat(none.t().item()).isEqualTo(1);
    }

    // Derivatives

    @TestFactory
    Stream<DynamicTest> forwardMode() {
        return ExplicitMethods.all().stream()
                .filter(m -> m.order() > 3)
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    Ode<Tensor, Tensor> base = DECAY.method(m);
                    Ode<Tensor, Tensor> ode = m.errorOrder() == 0 ? base.steps(300) : base.tolerance(1e-11, 1e-11);
                    Tensor k = Tensor.scalar(1.3);
                    Tensor one = Tensor.scalar(1);
                    double y = 2 * Math.exp(-2.6);
                    assertThat(jvp(
                                            (Tensor p) -> ode.solve(Tensor.scalar(2), 0, 2, p)
                                                    .y(),
                                            k,
                                            one)
                                    .tangent()
                                    .item())
                            .isCloseTo(-2 * y, within(1e-8));
                    assertThat(jvp((Tensor s) -> ode.solve(s, 0, 2, k).y(), Tensor.scalar(2), one)
                                    .tangent()
                                    .item())
                            .isCloseTo(y / 2, within(1e-8));
                    assertThat(jvp(
                                            (Tensor t) -> ode.solve(Tensor.scalar(2), Tensor.scalar(0), t, k)
                                                    .y(),
                                            Tensor.scalar(2),
                                            one)
                                    .tangent()
                                    .item())
                            .isCloseTo(-1.3 * y, within(1e-8));
                    assertThat(jvp(
                                            (Tensor t) -> ode.solve(Tensor.scalar(2), t, Tensor.scalar(2), k)
                                                    .y(),
                                            Tensor.scalar(0),
                                            one)
                                    .tangent()
                                    .item())
                            .isCloseTo(1.3 * y, within(1e-8));
                    Fn1<Tensor, Tensor> saved = p -> ode.saveAt(1)
                            .solve(Tensor.scalar(2), 0, 2, p)
                            .saved()
                            .get(0);
                    assertThat(jit((Tensor p) -> jvp(saved, p, one).tangent())
                                    .apply(k)
                                    .item())
                            .isCloseTo(-2 * Math.exp(-1.3), within(1e-8));
                    Fn1<Tensor, Tensor> twice = p -> jvp(
                                    (Tensor q) ->
                                            ode.solve(Tensor.scalar(2), 0, 2, q).y(),
                                    p,
                                    one)
                            .tangent();
                    assertThat(jvp(twice, k, one).tangent().item()).isCloseTo(4 * y, within(1e-7));
                }));
    }

    /// The derivative is that of the steps that were made: a difference with the same steps says the same.
    @Test
    void stepsCountAsConstants() {
        Ode<Tensor, Tensor> ode = OSCILLATOR.method(new DormandPrince8()).tolerance(1e-3, 1e-3);
        Tensor mu = Tensor.scalar(1);
        Fn1<Tensor, Tensor> solve = m -> ode.solve(START, 0, 3, m).y();
        double tangent = jvp(solve, mu, Tensor.scalar(1)).tangent().get(0).item();
        Ode<Tensor, Tensor> close = ode.tolerance(1e-12, 1e-12);
        double h = 1e-5;
        double up = close.solve(START, 0, 3, Tensor.scalar(1 + h)).y().get(0).item();
        double down = close.solve(START, 0, 3, Tensor.scalar(1 - h)).y().get(0).item();
        assertThat(tangent).isCloseTo((up - down) / (2 * h), within(2e-3 * Math.abs(tangent)));
    }

    @Test
    void reverseModeGoesThroughEqualSteps() {
        Ode<Tensor, Tensor> ode = DECAY.method(new RungeKutta4()).steps(200);
        Tensor gradient = jit(grad((Tensor k) ->
                        ode.solve(Tensor.of(1.0, 2.0), 0, 2, k).y().sum()))
                .apply(Tensor.scalar(1.3));
        assertThat(gradient.item()).isCloseTo(-6 * Math.exp(-2.6), within(1e-8));
    }
}
