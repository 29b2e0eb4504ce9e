package dev.costate.numerics.ode;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Jit;
import dev.costate.Tensor;
import dev.costate.numerics.ode.explicit.DormandPrince5;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.Tsitouras5;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The nonstiff DETEST set against references of `detest_goldens.py`.
class DetestTest {
    private static final double[] TOLERANCES = {1e-5, 1e-9, 1e-12};

    /// How many times the tolerance the error may be at the end. What was found is 48 at most (E3), and up to
    /// 1,430 for the orbits, on which errors grow with the square of time.
    private static final double AMPLIFIED = 100;

    private static final double AMPLIFIED_BY_ORBITS = 3000;

    @TestFactory
    Stream<DynamicTest> theEndIsRight() throws IOException {
        JsonNode goldens;
        try (var in = DetestTest.class.getResourceAsStream("/goldens/detest.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        List<Method> methods = List.of(new Tsitouras5(), new DormandPrince5(), new DormandPrince8());
        assertThat(goldens.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        DetestProblem.ALL.stream().map(DetestProblem::name).toList());
        return DetestProblem.ALL.stream()
                .flatMap(p -> methods.stream()
                        .map(m -> DynamicTest.dynamicTest(
                                p.name() + " by " + m.name(), () -> check(p, m, goldens.get(p.name())))));
    }

    private static void check(DetestProblem problem, Method method, JsonNode expected) {
        // One program for all tolerances: they are its argument.
        Ode<Tensor, Tensor> ode =
                Ode.of((Tensor t, Tensor y, Tensor p) -> problem.field().at(t, y));
        Jit.Of2<Tensor, Tensor, Solution<Tensor>> solve = jit((Tensor y, Tensor tolerance) -> ode.method(method)
                .control(Control.of(new Tolerance(tolerance, tolerance)))
                .solve(y, 0, 20, y));
        Tensor start = Tensor.of(problem.start()).reshape(problem.start().length);
        double evaluations = 0;
        for (double tolerance : TOLERANCES) {
            Solution<Tensor> s = solve.apply(start, Tensor.scalar(tolerance));
            assertThat(s.why()).isEqualTo(Failure.NONE);
            double[] y = s.y().toDoubles();
            double worst = 0;
            for (int i = 0; i < y.length; i++) {
                double right = expected.get(i).asDouble();
                worst = Math.max(worst, Math.abs(y[i] - right) / (1 + Math.abs(right)));
            }
            double bound = problem.name().startsWith("D") ? AMPLIFIED_BY_ORBITS : AMPLIFIED;
            assertThat(worst / tolerance).as("error / tolerance %g", tolerance).isLessThan(bound);
            assertThat(s.statistics().evaluations().item()).isGreaterThan(evaluations);
            evaluations = s.statistics().evaluations().item();
        }
        assertThat(solve.compilations()).isEqualTo(1);
    }
}
