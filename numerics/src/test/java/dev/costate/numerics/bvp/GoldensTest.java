package dev.costate.numerics.bvp;

import static dev.costate.numerics.bvp.Vectors.mesh;
import static dev.costate.numerics.bvp.Vectors.vector;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// SciPy's `solve_bvp` on the same problems: see `bvp_goldens.py`.
///
/// The rules of refinement are the same, so the meshes are too.
class GoldensTest {
    private static final BoundaryProblem<Tensor, NoConstants> FLOW = flow();

    record Posed(BoundaryProblem<Tensor, NoConstants> problem, Guess<Tensor> guess) {}

    static Map<String, Posed> problems() {
        return Map.ofEntries(
                entry("bratu, lower", new Posed(bratu(), Guess.constant(mesh(0, 1, 5), Tensor.of(0.0, 0.0)))),
                entry("bratu, upper", new Posed(bratu(), Guess.constant(mesh(0, 1, 5), Tensor.of(3.0, 0.0)))),
                entry("sturm-liouville", sturmLiouville()),
                entry("shock", new Posed(shock(1e-3), Guess.constant(mesh(-1, 1, 5), Tensor.of(0.0, 0.0)))),
                entry("falkner-skan", falknerSkan()),
                entry("pendulum", pendulum()),
                entry("emden", emden()),
                entry("bessel", bessel()),
                entry("ramp", ramp()),
                entry(
                        "flow",
                        new Posed(
                                FLOW,
                                Guess.constant(mesh(0, 1, 10), Tensor.of(1.0, 1, 1, 1, 1, 1, 1))
                                        .unknowns(1))));
    }

    private static BoundaryProblem<Tensor, NoConstants> bratu() {
        return BoundaryProblem.<Tensor>of(
                (x, y) -> vector(y.get(1), y.get(0).exp().neg()), (a, b) -> vector(a.get(0), b.get(0)));
    }

    private static Posed sturmLiouville() {
        BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>withUnknowns(
                (x, y, p) -> vector(y.get(1), p.get(0).square().mul(y.get(0)).neg()),
                (a, b, p) -> vector(a.get(0), b.get(0), a.get(1).sub(p.get(0))));
        Tensor wave = Tensor.of(new double[][] {{0, 0}, {1, 0}, {0, 0}, {-1, 0}, {0, 0}});
        return new Posed(problem, new Guess<>(mesh(0, 1, 5), wave, Tensor.of(new double[] {6})));
    }

    private static BoundaryProblem<Tensor, NoConstants> shock(double eps) {
        return BoundaryProblem.<Tensor>of(
                (x, y) -> {
                    Tensor pi = x.mul(Math.PI);
                    Tensor force = pi.cos().mul(-eps * Math.PI * Math.PI).sub(pi.mul(pi.sin()));
                    return vector(y.get(1), force.sub(x.mul(y.get(1))).div(eps));
                },
                (a, b) -> vector(a.get(0).add(2), b.get(0)));
    }

    private static Posed falknerSkan() {
        BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>of(
                (x, y) -> vector(
                        y.get(1),
                        y.get(2),
                        y.get(0)
                                .mul(y.get(2))
                                .add(y.get(1).square().rsub(1).mul(0.5))
                                .neg()),
                (a, b) -> vector(a.get(0), a.get(1), b.get(1).sub(1)));
        return new Posed(problem, Guess.along(mesh(0, 8, 9), x -> vector(x, Tensor.scalar(1), Tensor.scalar(0))));
    }

    private static Posed pendulum() {
        BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>of(
                (x, y) -> vector(y.get(1), y.get(0).sin().neg()),
                (a, b) -> vector(a.get(0).sub(0.5), b.get(0).sub(2)));
        return new Posed(problem, Guess.constant(mesh(0, 4, 6), Tensor.of(1.0, 1.0)));
    }

    /// `u'' + 2 u' / x + u^5 = 0`: a polytropic ball of gas.
    private static Posed emden() {
        BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>of(
                        (x, y) -> vector(y.get(1), y.get(0).pow(5).neg()),
                        (a, b) -> vector(a.get(1), b.get(0).sub(Math.sqrt(0.75))))
                .singular((y, none) -> vector(Tensor.scalar(0), y.get(1).mul(-2)));
        return new Posed(problem, Guess.constant(mesh(0, 1, 5), Tensor.of(1.0, 0.3)));
    }

    /// `u'' + u' / x + k^2 u = 0`, `u(0) = 1`, `u(1) = 0`: a drum, with its frequency unknown.
    private static Posed bessel() {
        BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>withUnknowns(
                        (x, y, p) ->
                                vector(y.get(1), y.get(0).mul(p.get(0).square()).neg()),
                        (a, b, p) -> vector(a.get(0).sub(1), a.get(1), b.get(0)))
                .singular((y, none) -> vector(Tensor.scalar(0), y.get(1).neg()));
        return new Posed(
                problem,
                Guess.along(mesh(0, 1, 6), x -> vector(x.rsub(1), Tensor.scalar(-1)))
                        .unknowns(2));
    }

    /// `u' = u / x + x v`, `v' = -u / x`, with the solution `x sin x`, `cos x`: `S` has the eigenvalue 1.
    private static Posed ramp() {
        BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>of(
                        (x, y) -> vector(x.mul(y.get(1)), Tensor.scalar(0)),
                        (a, b) -> vector(b.get(0).sub(Math.sin(1)), b.get(1).sub(Math.cos(1))))
                .singular((y, none) -> vector(y.get(0), y.get(0).neg()));
        return new Posed(problem, Guess.constant(mesh(0, 1, 5), Tensor.of(1.0, 1.0)));
    }

    private static BoundaryProblem<Tensor, NoConstants> flow() {
        double r = 100;
        return BoundaryProblem.<Tensor>withUnknowns(
                (x, y, p) -> vector(
                        y.get(1),
                        y.get(2),
                        y.get(1)
                                .square()
                                .sub(y.get(0).mul(y.get(2)))
                                .sub(p.get(0))
                                .mul(r),
                        y.get(4),
                        y.get(0).mul(y.get(4)).mul(-r).sub(1),
                        y.get(6),
                        y.get(0).mul(y.get(6)).mul(-0.7 * r)),
                (a, b, p) -> vector(
                        a.get(0),
                        a.get(1),
                        b.get(0).sub(1),
                        b.get(1),
                        a.get(3),
                        b.get(3),
                        a.get(5),
                        b.get(5).sub(1)));
    }

    @TestFactory
    Stream<DynamicTest> goTheWayOfSciPys() throws IOException {
        JsonNode goldens;
        try (var in = GoldensTest.class.getResourceAsStream("/goldens/bvp.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        Map<String, Posed> problems = problems();
        assertThat(goldens.propertyNames()).containsExactlyInAnyOrderElementsOf(problems.keySet());
        return problems.entrySet().stream()
                .map(p -> DynamicTest.dynamicTest(p.getKey(), () -> check(goldens.get(p.getKey()), p.getValue())));
    }

    private static void check(JsonNode golden, Posed posed) {
        var coarse = Collocation.tolerance(1e-3).solve(posed.problem, posed.guess);
        assertThat(coarse.outcome()).isEqualTo(Outcome.CONVERGED);
        double[] mesh = coarse.curve().mesh().toDoubles();
        double[] expected = numbers(golden.get("mesh"));
        if (posed.problem == FLOW) {
            // SciPy stops after the fourth Jacobian, here up to four steps follow with the same: that saves
            // points
            assertThat(mesh).hasSizeLessThan(expected.length);
        } else {
            // the same splits of the same intervals; only the last digits of the new points differ
            assertThat(mesh).containsExactly(expected, within(1e-14));
            // Newton's method ends 1.3 orders below the tolerance, and with SciPy's differences elsewhere
            close(coarse.curve().y(), numbers(golden.get("states")), 1e-5);
        }
        close(coarse.unknowns(), numbers(golden.get("unknowns")), 1e-5);

        var fine = Collocation.tolerance(1e-8).nodes(100_000).solve(posed.problem, posed.guess);
        assertThat(fine.outcome()).isEqualTo(Outcome.CONVERGED);
        close(fine.at(Tensor.of(numbers(golden.get("places")))), numbers(golden.get("fine")), 1e-8);
        close(fine.unknowns(), numbers(golden.get("fineUnknowns")), 1e-8);
    }

    /// Within a fraction of `1 + |expected|`.
    private static void close(Tensor measured, double[] expected, double tolerance) {
        double[] values = measured.toDoubles();
        assertThat(values).hasSize(expected.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i])
                    .as("element %d", i)
                    .isCloseTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
        }
    }

    /// All numbers of an array of any nesting.
    private static double[] numbers(JsonNode node) {
        return Stream.of(node)
                .flatMap(GoldensTest::leaves)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static Stream<JsonNode> leaves(JsonNode node) {
        return node.isArray() ? node.valueStream().flatMap(GoldensTest::leaves) : Stream.of(node);
    }
}
