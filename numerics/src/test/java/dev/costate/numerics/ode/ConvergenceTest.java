package dev.costate.numerics.ode;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Jit;
import dev.costate.Tensor;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.ExplicitMethods;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The error falls with the power of the step that the order says, at the ends of steps and between them.
///
/// The problem couples four components, depends on time, and has a closed solution: `exp(sin t^2)`, `exp(5
/// sin t^2)`, `sin t^2 + 1`, `cos t^2`.
class ConvergenceTest {
    private static final double END = 1.5;

    private static Tensor field(Tensor t, Tensor y, List<Tensor> none) {
        Tensor y2 = y.get(1);
        Tensor y4 = y.get(3);
        Tensor twice = t.mul(2);
        return Layout.stack(
                List.of(
                        twice.mul(y2.pow(0.2)).mul(y4),
                        twice.mul(5).mul(y.get(2).sub(1).mul(5).exp()).mul(y4),
                        twice.mul(y4),
                        twice.neg().mul(y.get(0).log())),
                0);
    }

    private static double[] exact(double t) {
        double s = Math.sin(t * t);
        return new double[] {Math.exp(s), Math.exp(5 * s), s + 1, Math.cos(t * t)};
    }

    private static final Ode<Tensor, List<Tensor>> PROBLEM = Ode.of(ConvergenceTest::field);
    private static final Tensor START = Tensor.of(exact(0));

    /// The largest error, in units of the solution, at `at`.
    private static double error(Ode<Tensor, List<Tensor>> ode, int steps, double[] at) {
        Jit.Of1<Tensor, Tensor> solve = jit((Tensor y) ->
                ode.steps(steps).saveAt(at).solve(y, 0, END, List.of()).saved());
        double[] found = solve.apply(START).toDoubles();
        double worst = 0;
        for (int i = 0; i < at.length; i++) {
            double[] expected = exact(at[i]);
            for (int j = 0; j < 4; j++) {
                worst = Math.max(worst, Math.abs(found[4 * i + j] - expected[j]) / (1 + Math.abs(expected[j])));
            }
        }
        return worst;
    }

    private static Stream<DynamicTest> orders(int few, int manyForOrder8, double[] at) {
        return ExplicitMethods.all().stream()
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    int n = m instanceof DormandPrince8 ? manyForOrder8 : few << (5 - Math.min(5, m.order()));
                    Ode<Tensor, List<Tensor>> ode = PROBLEM.method(m);
                    double coarse = error(ode, n, at);
                    double fine = error(ode, 2 * n, at);
                    double order = Math.log(coarse / fine) / Math.log(2);
                    assertThat(order)
                            .as("%s: errors %s and %s", m.name(), coarse, fine)
                            .isCloseTo(m.order(), within(0.25));
                }));
    }

    @TestFactory
    Stream<DynamicTest> stepsConvergeWithTheMethodsOrder() {
        return orders(
                160,
                40,
                IntStream.rangeClosed(1, 20).mapToDouble(i -> i * END / 20).toArray());
    }

    /// Dense output is at most one order behind within a step, which is not seen in the whole.
    @TestFactory
    Stream<DynamicTest> denseOutputConvergesWithTheMethodsOrder() {
        double[] at =
                IntStream.rangeClosed(1, 300).mapToDouble(i -> i * END / 301).toArray();
        return orders(160, 40, at);
    }
}
