package dev.costate.numerics.ode.implicit;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.Failure;
import dev.costate.numerics.ode.Ode;
import dev.costate.numerics.ode.Solution;
import dev.costate.numerics.ode.VectorField;
import dev.costate.numerics.ode.problems.StiffProblem;
import dev.costate.ops.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Stiff solutions along the way, through dense output, against SciPy (`stiff_goldens.py`).
class StiffCourseTest {
    private static JsonNode goldens;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = StiffCourseTest.class.getResourceAsStream("/goldens/stiff.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static void requireCourse(String name, Tensor saved, double tolerance) {
        JsonNode rows = goldens.get(name).get("y");
        for (int i = 0; i < rows.size(); i++) {
            double[] expected = numbers(rows.get(i));
            for (int j = 0; j < expected.length; j++) {
                assertThat(saved.get(i, j).item() / expected[j])
                        .as("%s, component %s at time %s", name, j, i)
                        .isCloseTo(1, Offset.offset(tolerance));
            }
        }
    }

    @Test
    void robertson() {
        StiffProblem p = StiffProblem.ROBERTSON;
        double[] times = numbers(goldens.get("robertson").get("t"));
        Ode<Tensor, List<Tensor>> ode =
                Ode.of(p.field()).method(new Radau5()).tolerance(1e-9, 1e-17).saveAt(times);
        Solution<Tensor> s = jit((Tensor y) -> ode.solve(y, 0, 1e11, List.of())).apply(p.start());
        assertThat(s.why()).isEqualTo(Failure.NONE);
        requireCourse("robertson", s.saved(), 1e-6);
    }

    private static final VectorField<Tensor, Tensor> VAN_DER_POL = (t, y, mu) -> {
        Tensor x = y.get(0);
        Tensor v = y.get(1);
        return Layout.stack(List.of(v, mu.mul(x.square().rsub(1)).mul(v).sub(x)), 0);
    };

    @Test
    void vanDerPol() {
        double[] times = numbers(goldens.get("vanDerPol").get("t"));
        Ode<Tensor, Tensor> ode =
                Ode.of(VAN_DER_POL).method(new Radau5()).tolerance(1e-9, 1e-12).saveAt(times);
        Solution<Tensor> s =
                jit((Tensor mu) -> ode.solve(Tensor.of(2.0, 0.0), 0, 2000, mu)).apply(Tensor.scalar(1000));
        assertThat(s.why()).isEqualTo(Failure.NONE);
        requireCourse("vanDerPol", s.saved(), 1e-5);
    }

    /// How the relaxation depends on `mu`: forward mode through adaptive steps and jumps, against differences.
    @Test
    void sensitivityOfVanDerPol() {
        Ode<Tensor, Tensor> ode = Ode.of(VAN_DER_POL).method(new Radau5()).tolerance(1e-10, 1e-12);
        Fn1<Tensor, Tensor> end = jit(
                (Tensor mu) -> ode.solve(Tensor.of(2.0, 0.0), 0, 900, mu).y().get(0));
        Tensor mu = Tensor.scalar(1000);
        double h = 0.02;
        double difference = (end.apply(mu.add(h)).item() - end.apply(mu.sub(h)).item()) / (2 * h);
        double slope = jit((Tensor m) -> jvp(
                                (Tensor k) -> ode.solve(Tensor.of(2.0, 0.0), 0, 900, k)
                                        .y()
                                        .get(0),
                                m,
                                Tensor.scalar(1))
                        .tangent())
                .apply(mu)
                .item();
        assertThat(slope / difference).isCloseTo(1, Offset.offset(1e-4));
    }

    /// `w' = K x^-5 (1 - w) - 2 w / x`, from the exact solution at 5, where the rate is 376, outwards.
    @Test
    void magnetosphere() {
        JsonNode golden = goldens.get("magnetosphere");
        double length = golden.get("length").asDouble();
        double k = 4 * Math.pow(length, 4);
        double[] x = numbers(golden.get("x"));
        double[] w = numbers(golden.get("w"));
        Ode<Tensor, List<Tensor>> ode =
                Ode.of((t, y, _) -> y.rsub(1).mul(t.pow(-5).mul(k)).sub(y.div(t).mul(2)));
        Solution<Tensor> s = ode.method(new Radau5())
                .tolerance(1e-9, 1e-11)
                .saveAt(x)
                .solve(Tensor.of(new double[] {w[0]}), x[0], x[x.length - 1], List.of());
        assertThat(s.why()).isEqualTo(Failure.NONE);
        assertThat(s.saved().flatten().toDoubles()).containsExactly(w, Offset.offset(1e-7));
        // w(L) = sqrt(pi) erfcx(1)
        double atL = ode.method(new KennedyCarpenter4())
                .tolerance(1e-9, 1e-11)
                .solve(Tensor.of(new double[] {w[0]}), x[0], length, List.of())
                .y()
                .get(0)
                .item();
        assertThat(atL).isCloseTo(0.757872156, Offset.offset(1e-7));
    }
}
