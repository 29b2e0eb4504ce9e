package dev.costate.numerics.ode.implicit;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.numerics.ode.Failure;
import dev.costate.numerics.ode.Method;
import dev.costate.numerics.ode.Ode;
import dev.costate.numerics.ode.Solution;
import dev.costate.numerics.ode.explicit.DormandPrince5;
import dev.costate.numerics.ode.problems.StiffProblem;
import dev.costate.ops.Layout;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The stiff set against what is published.
class StiffSetTest {
    private static Solution<Tensor> solved(StiffProblem p, Method method, double relative, double absolute) {
        Ode<Tensor, List<Tensor>> ode = Ode.of(p.field()).method(method).tolerance(relative, absolute);
        return jit((Tensor start) -> ode.solve(start, 0, p.end(), List.of())).apply(p.start());
    }

    static List<StiffProblem> all() {
        return StiffProblem.all();
    }

    static List<StiffProblem> unstable() {
        return List.of(StiffProblem.ROBERTSON, StiffProblem.VAN_DER_POL);
    }

    static List<Arguments> scipy() {
        return List.of(
                Arguments.of(StiffProblem.ROBERTSON, 371, 1e-4),
                Arguments.of(StiffProblem.HIRES, 210, 1e-5),
                Arguments.of(StiffProblem.OREGONATOR, 1061, 1e-5),
                Arguments.of(StiffProblem.VAN_DER_POL, 931, 1e-5));
    }

    /// The largest relative error of a component.
    private static double error(StiffProblem p, Solution<Tensor> s) {
        assertThat(s.why()).isEqualTo(Failure.NONE);
        double worst = 0;
        for (int i = 0; i < p.solution().size(); i++) {
            worst = Math.max(
                    worst, Math.abs(s.y().get(i).item() / p.solution().get(i).item() - 1));
        }
        return worst;
    }

    /// To ten digits, in a tolerance of 1e-11: what the smaller components have of an absolute one is as small.
    @ParameterizedTest
    @MethodSource("all")
    void published(StiffProblem p) {
        double absolute = p.equals(StiffProblem.ROBERTSON) ? 1e-20 : 1e-13;
        assertThat(error(p, solved(p, new Radau5(), 1e-11, absolute))).isLessThan(1e-9);
    }

    /// A method of order 4 whose tolerance is a hundred times the error asked for.
    @ParameterizedTest
    @MethodSource("all")
    void kennedyCarpenter(StiffProblem p) {
        double absolute = p.equals(StiffProblem.ROBERTSON) ? 1e-18 : 1e-12;
        assertThat(error(p, solved(p, new KennedyCarpenter4(), 1e-9, absolute))).isLessThan(1e-6);
    }

    /// At the usual tolerance, what SciPy 1.17's Radau takes at it: accepted steps.
    @ParameterizedTest
    @MethodSource("scipy")
    void asManyStepsAsScipy(StiffProblem p, int steps, double error) {
        Solution<Tensor> s = solved(p, new Radau5(), 1e-6, 1e-10);
        assertThat(error(p, s)).isLessThan(error);
        assertThat(s.statistics().accepted().item()).isBetween(0.75 * steps, 1.05 * steps);
        assertThat(s.statistics().rejected().item()).isLessThan(0.1 * steps);
    }

    /// Low orders need many steps, and come as near as they should.
    @Test
    void lowOrders() {
        assertThat(error(StiffProblem.HIRES, solved(StiffProblem.HIRES, new BackwardEuler(), 1e-4, 1e-8)))
                .isLessThan(0.1);
        assertThat(error(StiffProblem.HIRES, solved(StiffProblem.HIRES, new Trapezoid(), 1e-4, 1e-8)))
                .isLessThan(1e-2);
    }

    /// An explicit method is held to tiny steps by stability, and says so; there is no wrong result.
    @ParameterizedTest
    @MethodSource("unstable")
    void explicitMethodsGiveUp(StiffProblem p) {
        Solution<Tensor> s = solved(p, new DormandPrince5(), 1e-6, 1e-10);
        assertThat(s.why()).isEqualTo(Failure.STEP_LIMIT);
        assertThat(s.why().text()).contains("try an implicit method");
        assertThat(s.t().item()).isLessThan(p.end() / 2);
        assertThat(s.y().isNaN().all().itemBoolean()).isTrue();
    }

    /// Eigenvalues of -1e6 and -1, mixed: `y' = -A (y - g(t)) + g'(t)`, whose solution is `g = (sin t, cos t)`
    /// however stiff. The error stays at the tolerance (Prothero and Robinson, Mathematics of Computation 28,
    /// 1974).
    @ParameterizedTest
    @CsvSource({"1e2", "1e6", "1e9"})
    void linear(double stiffness) {
        double a = (stiffness + 1) / 2;
        double b = (stiffness - 1) / 2;
        Tensor matrix = Tensor.of(new double[][] {{a, b}, {b, a}});
        Ode<Tensor, List<Tensor>> ode = Ode.of((t, y, _) -> {
            Tensor g = Layout.stack(List.of(t.sin(), t.cos()), 0);
            Tensor slope = Layout.stack(List.of(t.cos(), t.sin().neg()), 0);
            return slope.sub(matrix.matmul(y.sub(g)));
        });
        for (Method method : List.of(new Radau5(), new KennedyCarpenter4())) {
            Solution<Tensor> s = ode.method(method).tolerance(1e-8, 1e-10).solve(Tensor.of(0.0, 1.0), 0, 5, List.of());
            assertThat(s.why()).isEqualTo(Failure.NONE);
            assertThat(s.y().toDoubles()).containsExactly(new double[] {Math.sin(5), Math.cos(5)}, Offset.offset(1e-6));
            assertThat(s.statistics().accepted().itemLong()).isLessThan(600);
        }
    }
}
