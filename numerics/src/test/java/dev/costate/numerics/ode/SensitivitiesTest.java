package dev.costate.numerics.ode;

import static dev.costate.Costate.jacobianForward;
import static dev.costate.Costate.jacobianReverse;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.ops.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensitivitiesTest {
    private record Prey(Tensor hares, Tensor lynxes) {}

    private record Rates(Tensor birth, Tensor others) {}

    private static final Ode<Prey, Rates> LOTKA_VOLTERRA = Ode.of((Tensor t, Prey y, Rates p) -> new Prey(
            y.hares.mul(p.birth.sub(y.lynxes.mul(p.others.get(0)))),
            y.lynxes.mul(y.hares.mul(p.others.get(1)).sub(p.others.get(2)))));
    private static final Prey START = new Prey(Tensor.scalar(1), Tensor.scalar(0.8));
    private static final Rates RATES = new Rates(Tensor.scalar(1.5), Tensor.of(1.0, 1.1, 3.0));
    private static final Tensor BEGIN = Tensor.scalar(0);
    private static final Tensor END = Tensor.scalar(2);

    @Test
    void theColumnsAreTheDerivativesOfTheSteps() {
        for (Ode<Prey, Rates> ode : List.of(
                LOTKA_VOLTERRA.tolerance(1e-6, 1e-9).saveAt(0.5, 2),
                LOTKA_VOLTERRA.method(new DormandPrince8()),
                LOTKA_VOLTERRA.method(new RungeKutta4()).steps(12))) {
            Sensitivities<Prey> s = Sensitivities.of(ode, false, START, BEGIN, END, RATES);
            Solution<Prey> plain = ode.solve(START, 0, 2, RATES);
            assertThat(s.solution().statistics().accepted().itemLong())
                    .isEqualTo(plain.statistics().accepted().itemLong());
            assertThat(s.solution().y().hares.item()).isCloseTo(plain.y().hares.item(), within(1e-12));
            Rates forward = jacobianForward(
                            (Rates p) -> ode.solve(START, 0, 2, p).y().hares)
                    .apply(RATES);
            Rates reverse = jacobianReverse(
                            (Rates p) -> ode.solve(START, 0, 2, p).y().hares)
                    .apply(RATES);
            Tensor columns = Layout.concat(List.of(forward.birth.reshape(1), forward.others), 0);
            assertThat(s.columns().hares.allClose(columns, 1e-10, 1e-11)).isTrue();
            assertThat(forward.others.allClose(reverse.others, 1e-11, 1e-12)).isTrue();
            Rates along = new Rates(Tensor.scalar(0.3), Tensor.of(-1.0, 0.5, 2.0));
            Prey moved = jvp((Rates p) -> ode.solve(START, 0, 2, p).y(), RATES, along)
                    .tangent();
            assertThat(s.along(along).lynxes.item()).isCloseTo(moved.lynxes.item(), within(1e-9));
        }
    }

    @Test
    void savedStatesHaveTheirs() {
        // y = e^(-p t): dy/dp = -t e^(-p t)
        Ode<Tensor, Tensor> decay =
                Ode.of((Tensor t, Tensor y, Tensor p) -> y.mul(p).neg());
        Ode<Tensor, Tensor> saving = decay.tolerance(1e-9, 1e-11).saveAt(0.5, 1, 2);
        Sensitivities<Tensor> s = jit((Tensor p) -> Sensitivities.of(saving, true, Tensor.of(1.0), BEGIN, END, p))
                .apply(Tensor.of(1.3));
        for (int i = 0; i < 3; i++) {
            double t = new double[] {0.5, 1, 2}[i];
            assertThat(s.saved().get(i, 0).item()).isCloseTo(-t * Math.exp(-1.3 * t), within(1e-8));
        }
    }

    @Test
    void derivativesThatMoveFasterThanTheStateNeedControl() {
        // y' = p cos(20 t) with p = 0 stands still, so its steps are long; dy/dp = sin(20 t) / 20.
        Ode<Tensor, Tensor> ode =
                Ode.of((Tensor t, Tensor y, Tensor p) -> p.mul(t.mul(20).cos()));
        Tensor p = Tensor.scalar(0);
        Tensor end = Tensor.scalar(1.7);
        double expected = Math.sin(34) / 20;
        Ode<Tensor, Tensor> loose = ode.tolerance(1e-7, 1e-7);
        double free = Sensitivities.of(loose, false, Tensor.scalar(1), BEGIN, end, p)
                .columns()
                .get(0)
                .item();
        double held = Sensitivities.of(loose, true, Tensor.scalar(1), BEGIN, end, p)
                .columns()
                .get(0)
                .item();
        assertThat(held).isCloseTo(expected, within(1e-6));
        assertThat(Math.abs(free - expected)).isGreaterThan(1e-3);
    }

    @Test
    void whatItCannotDoIsSaid() {
        assertThatThrownBy(() -> Sensitivities.of(LOTKA_VOLTERRA.everyStep(9), true, START, BEGIN, END, RATES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sensitivities: they are those of the end and of saved states");
        Ode<Tensor, List<Tensor>> none = Ode.of((Tensor t, Tensor y, List<Tensor> p) -> y);
        assertThatThrownBy(() -> Sensitivities.of(none, true, Tensor.of(1.0), BEGIN, END, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sensitivities: no parameter is floating; there is nothing to derive by");
    }
}
