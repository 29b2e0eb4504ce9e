package dev.costate.numerics.ode;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.ops.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Steps of small states are taken together: any number of them, with any number of places, and what is
/// recorded on the way.
class StretchTest {
    /// Eight coupled numbers, and others that do nothing.
    private static Ode<Tensor, Tensor> ring(int idle) {
        return Ode.of((Tensor t, Tensor y, Tensor p) -> {
            Tensor at = y.get(":8");
            Tensor next = Layout.concat(List.of(y.get("1:8"), y.get("0:1")), 0);
            Tensor slope = next.mul(p).sin().sub(at.mul(0.1)).add(t.cos());
            return idle == 0 ? slope : Layout.concat(List.of(slope, y.get("8:").mul(0)), 0);
        });
    }

    private static final Tensor START = Tensor.of(0.1, -0.3, 0.8, 0.2, 1.1, -0.7, 0.4, 0.5);

    private static Fn1<Tensor, Tensor> loss(Ode<Tensor, Tensor> ode, int idle) {
        Tensor y0 = idle == 0 ? START : Layout.concat(List.of(START, Tensor.of(new double[idle])), 0);
        return p -> {
            Solution<Tensor> s = ode.saveAt(0.3, 1.1).solve(y0, 0, 1.7, p);
            return s.y().get(":8").square().sum().add(s.saved().sum());
        };
    }

    /// States of nine numbers are not small, and an idle ninth changes nothing.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 31, 32, 33, 100})
    void equalStepsOfAnyNumber(int steps) {
        Tensor p = Tensor.scalar(1.3);
        for (int places : new int[] {1, 2, 3, 100}) {
            Gradient way = new Gradient.Checkpointed(places);
            Fn1<Tensor, Tensor> together =
                    loss(ring(0).method(new RungeKutta4()).steps(steps).gradient(way), 0);
            Fn1<Tensor, Tensor> oneByOne =
                    loss(ring(1).method(new RungeKutta4()).steps(steps).gradient(way), 1);
            double expected = jit(grad(oneByOne)).apply(p).item();
            double error = 1e-13 * (1 + Math.abs(expected));
            assertThat(jit(grad(together)).apply(p).item()).isCloseTo(expected, within(error));
            assertThat(jvp(together, p, Tensor.scalar(1)).tangent().item()).isCloseTo(expected, within(error));
        }
    }

    /// The numbers of accepted steps are what they come to: 5 to some 200.
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4, 1e-6, 1e-8, 1e-10})
    void adaptiveSteps(double tolerance) {
        Tensor p = Tensor.scalar(1.3);
        for (int places : new int[] {1, 3, 0}) {
            Ode<Tensor, Tensor> ode =
                    ring(0).tolerance(tolerance, tolerance).gradient(new Gradient.Checkpointed(places));
            double expected = jvp(loss(ode, 0), p, Tensor.scalar(1)).tangent().item();
            assertThat(grad(loss(ode, 0)).apply(p).item())
                    .isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
        }
    }

    /// Loops that carry matrices run kernel by kernel; those over steps of small states carry none.
    @Test
    void theLoopsOverStepsAreInLocalVariables() {
        Ode<Tensor, Tensor> ode =
                Ode.of((Tensor t, Tensor y, Tensor p) -> y.mul(p).sin().add(t)).tolerance(1e-8, 1e-8);
        Fn1<Tensor, Tensor> f = p -> ode.solve(Tensor.of(0.3, 0.5), 0, 4, p).y().sum();
        String explained = jit(grad(f)).compile(Tensor.scalar(1.3)).explain();
        // there; and on the way back, forwards to what is gone over, its states, and these in reverse
        long loops = explained
                .lines()
                .filter(line -> line.matches(".*scalar loop, \\d{3,} scalars in local variables.*"))
                .count();
        assertThat(loops).as(explained).isGreaterThanOrEqualTo(4);
    }
}
