package dev.costate.nn.optim;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// L-BFGS goes the way of PyTorch's, iterate for iterate; the numbers are those of `minimiser_goldens.py`.
class MinimisersTest {
    private static final double TOLERANCE = 1e-12;

    /// How much farther from PyTorch's way than that is from ways that start one unit in the last place off: those
    /// differ in the start alone, ours in the order of every sum. It is .7 at the most.
    private static final double AMPLIFIED = 3;

    private static final int STEPS = 200;
    private static final Limits LIMITS = Limits.of(STEPS).withEvaluations(1_000_000);

    private static final Map<String, Minimiser> METHODS = Map.of(
            "wolfe", new LBfgs(10, 1, StrongWolfe.of(), LIMITS),
            "short", new LBfgs(3, 0.02, StrongWolfe.of(), LIMITS),
            "plain", new LBfgs(10, 1, new FullStep(), LIMITS));

    private record Path(Tensor at, Tensor value, Tensor evaluations, Tensor end) {}

    private static Path path(Minimiser method, Problem problem, int steps) {
        Fn1<SequencedMap<String, Tensor>, Path> run = start -> scanSteps(
                        (Minimisation<SequencedMap<String, Tensor>> m) -> {
                            var next = method.step(problem.loss(), m);
                            return new Step<>(
                                    next,
                                    new Path(
                                            Tree.ravel(next.parameters()).vector(),
                                            next.value(),
                                            next.evaluations(),
                                            next.end()));
                        },
                        method.init(problem.loss(), start),
                        steps)
                .out();
        return jit(run).apply(problem.start());
    }

    @TestFactory
    Stream<DynamicTest> goTheWayOfPyTorchs() throws IOException {
        JsonNode goldens;
        try (var in = MinimisersTest.class.getResourceAsStream("/goldens/minimisers.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        assertThat(goldens.propertyNames()).containsExactlyInAnyOrderElementsOf(METHODS.keySet());
        return METHODS.entrySet().stream()
                .flatMap(m -> Problem.ALL.entrySet().stream()
                        .map(p -> DynamicTest.dynamicTest(
                                m.getKey() + " on " + p.getKey(),
                                () -> check(goldens.get(m.getKey()).get(p.getKey()), m.getValue(), p.getValue()))));
    }

    private static void check(JsonNode expected, Minimiser method, Problem problem) {
        int steps = expected.size();
        Path path = path(method, problem, steps + 3);
        for (int k = 0; k < steps; k++) {
            JsonNode step = expected.get(k);
            double spread = step.get("spread").asDouble();
            double tolerance = TOLERANCE + AMPLIFIED * spread;
            double[] at = path.at.get(k).toDoubles();
            for (int i = 0; i < at.length; i++) {
                double wanted = step.get("at").get(i).asDouble();
                assertThat(at[i])
                        .as("step %d: parameter %d", k, i)
                        .isCloseTo(wanted, within(tolerance * Math.max(1, Math.abs(wanted))));
            }
            double value = step.get("value").asDouble();
            assertThat(path.value.get(k).item())
                    .as("step %d: value", k)
                    .isCloseTo(
                            value,
                            within(TOLERANCE
                                    + AMPLIFIED * step.get("spreadOfValue").asDouble()));
            assertThat(path.evaluations.get(k).item())
                    .as("step %d: evaluations", k)
                    .isEqualTo(step.get("evaluations").asInt());
        }
        if (expected.get(steps - 1).get("spread").asDouble() < 1e-7) {
            // There PyTorch ends, and so does this, for good.
            assertThat(path.end.get(steps - 2).item()).isEqualTo(0);
            assertThat(path.end.get(steps - 1).item()).isNotEqualTo(0);
            assertThat(path.at.get(steps + 2).identical(path.at.get(steps - 1))).isTrue();
            assertThat(path.evaluations.get(steps + 2).identical(path.evaluations.get(steps - 1)))
                    .isTrue();
        }
    }

    private static final Fn1<Tensor, Tensor> ROSENBROCK = x -> {
        Tensor a = x.get(0);
        Tensor b = x.get(1);
        return a.rsub(1).square().add(b.sub(a.square()).square().mul(100));
    };
    private static final Tensor START = Tensor.of(-1.2, 1.0);

    /// `-ln(1 - x) - 3 x`, lowest at 2/3; beyond 1 there is no value.
    private static final Fn1<Tensor, Tensor> BARRIER =
            x -> x.rsub(1).log().neg().sub(x.mul(3)).sum();

    @Test
    void aMinimumSaysWhereItIsAndWhy() {
        record Point(Tensor x, Tensor y) {}
        Fn1<Point, Tensor> loss =
                p -> p.x.sub(3).square().add(p.y.square().sum().mul(2));
        Point start = new Point(Tensor.scalar(0), Tensor.of(1.0, -1.0));
        LBfgs method = new LBfgs(10, 1, StrongWolfe.of(), Limits.of(50).withTolerances(1e-7, 0));
        for (Fn1<Point, Minimum<Point>> run : List.<Fn1<Point, Minimum<Point>>>of(
                p -> method.minimise(loss, p), jit((Point p) -> method.minimise(loss, p)))) {
            Minimum<Point> m = run.apply(start);
            assertThat(m.reason()).isEqualTo(End.GRADIENT);
            assertThat(m.parameters().x().item()).isCloseTo(3, within(1e-7));
            assertThat(m.value().item()).isCloseTo(0, within(1e-13));
            assertThat(m.gradientNorm().item()).isLessThan(1e-6);
            assertThat(m.iterations().dtype()).isEqualTo(DType.INT32);
            assertThat(m.evaluations().item()).isBetween(m.iterations().item() + 1, 20.0);
        }
    }

    @Test
    void everyEndHasItsReason() {
        assertThat(LBfgs.of(4).minimise(ROSENBROCK, START).reason()).isEqualTo(End.ITERATIONS);
        LBfgs few = new LBfgs(10, 1, StrongWolfe.of(), Limits.of(100).withEvaluations(7));
        Minimum<Tensor> cut = few.minimise(ROSENBROCK, START);
        assertThat(cut.reason()).isEqualTo(End.EVALUATIONS);
        assertThat(cut.evaluations().item()).isEqualTo(7);
        assertThat(LBfgs.of(100).minimise(ROSENBROCK, Tensor.of(1.0, 1.0)).reason())
                .isEqualTo(End.GRADIENT);
        LBfgs strict = new LBfgs(10, 1, StrongWolfe.of(), Limits.of(100).withTolerances(0, 1e-3));
        assertThat(strict.minimise(x -> x.square().sum().mul(1e-4), START).reason())
                .isEqualTo(End.SLOPE);
        assertThat(GradientDescent.of(500)
                        .minimise(BARRIER, Tensor.of(-4.0, 0.5))
                        .reason())
                .isEqualTo(End.VALUE);
        // No step down the gradient leads down: the value rises by a jump of which the gradient knows nothing.
        Fn1<Tensor, Tensor> jump =
                x -> x.sum().add(x.sum().lt(START.sum()).to(DType.FLOAT64).mul(100));
        Minimum<Tensor> stuck = GradientDescent.of(100).minimise(jump, START);
        assertThat(stuck.reason()).isEqualTo(End.LINE_SEARCH);
        assertThat(stuck.parameters().identical(START)).isTrue();
        assertThat(LBfgs.of(9).minimise(x -> x.sum().log(), Tensor.of(-1.0)).reason())
                .isEqualTo(End.NOT_FINITE);
    }

    /// A step that leads there is too long.
    @Test
    void searchesComeBackFromWhereThereIsNoValue() {
        for (Minimiser method : List.of(new LBfgs(5, 20, StrongWolfe.of(), Limits.of(100)), GradientDescent.of(500))) {
            Minimum<Tensor> m = method.minimise(BARRIER, Tensor.of(-4.0, 0.5));
            assertThat(m.parameters().toDoubles()).containsExactly(new double[] {2.0 / 3, 2.0 / 3}, within(1e-5));
        }
        Minimum<Tensor> over = new LBfgs(5, 20, new FullStep(), Limits.of(100)).minimise(BARRIER, Tensor.of(0.0));
        assertThat(over.reason()).isEqualTo(End.NOT_FINITE);
        assertThat(over.value().item()).isEqualTo(0);
        assertThat(over.parameters().item()).isEqualTo(0);
    }

    /// The last point of a search fulfils both conditions.
    @Test
    void stepsFulfilTheStrongWolfeConditions() {
        StrongWolfe search = new StrongWolfe(1e-4, 0.1, 1e-9);
        LBfgs method = new LBfgs(10, 1, search, Limits.of(100));
        Minimisation<Tensor> at = method.init(ROSENBROCK, START);
        for (int k = 0; k < 20; k++) {
            Minimisation<Tensor> next = method.step(ROSENBROCK, at);
            Tensor d = next.parameters().sub(at.parameters());
            double before = at.gradient().mul(d).sum().item();
            double after = next.gradient().mul(d).sum().item();
            assertThat(Math.abs(after)).isLessThanOrEqualTo(0.1 * Math.abs(before) * (1 + 1e-9));
            assertThat(next.value().item()).isLessThanOrEqualTo(at.value().item() + 1e-4 * before);
            at = next;
        }
    }

    @Test
    void backtrackingIsThatOfThePlainLoop() {
        double[] x = START.toDoubles();
        double first = 1;
        int evaluations = 1;
        GradientDescent method = new GradientDescent(
                1, 2, new Backtracking(0.3, 0.6, 50), Limits.of(60).withEvaluations(9999));
        Minimisation<Tensor> m = method.init(ROSENBROCK, START);
        for (int k = 0; k < 30; k++) {
            double b = x[1] - x[0] * x[0];
            double[] g = {-2 * (1 - x[0]) - 400 * x[0] * b, 200 * b};
            double t = first;
            while (true) {
                evaluations++;
                double[] y = {x[0] - t * g[0], x[1] - t * g[1]};
                if (rosenbrock(y) <= rosenbrock(x) - 0.3 * t * (g[0] * g[0] + g[1] * g[1])) {
                    x = y;
                    break;
                }
                t *= 0.6;
            }
            first = 2 * t;
            m = method.step(ROSENBROCK, m);
            assertThat(m.parameters().toDoubles()).as("step %d", k).containsExactly(x, within(1e-12));
            assertThat(m.evaluations().item()).isEqualTo(evaluations);
        }
    }

    private static double rosenbrock(double[] x) {
        double b = x[1] - x[0] * x[0];
        return (1 - x[0]) * (1 - x[0]) + 100 * b * b;
    }

    /// Each member ends by itself, with the bits that it has alone.
    @Test
    void aMemberIsAsAlone() {
        Tensor starts = Tensor.of(new double[][] {{-1.2, 1}, {1, 1}, {3, -2}, {0, 0}, {1.5, 2}});
        for (Minimiser method :
                List.of(LBfgs.of(60), new LBfgs(10, 1, new FullStep(), Limits.of(40)), GradientDescent.of(40))) {
            for (Fn1<Tensor, Minimum<Tensor>> run : List.<Fn1<Tensor, Minimum<Tensor>>>of(
                    x -> method.minimise(ROSENBROCK, x),
                    x -> scan((Minimisation<Tensor> m) -> method.step(ROSENBROCK, m), method.init(ROSENBROCK, x), 70)
                            .minimum())) {
                Minimum<Tensor> all = jit(vmap(run)).apply(starts);
                for (int i = 0; i < starts.dim(0); i++) {
                    List<Tensor> alone = Tree.leaves(jit(run).apply(starts.get(i)));
                    List<Tensor> member = Tree.leaves(Tree.member(all, i));
                    for (int k = 0; k < alone.size(); k++) {
                        assertThat(member.get(k).identical(alone.get(k)))
                                .as("%s, member %d: %s, not %s", method, i, member.get(k), alone.get(k))
                                .isTrue();
                    }
                }
                assertThat(all.iterations().toInts()[1]).isZero();
                assertThat(all.iterations().max().item()).isGreaterThan(10);
            }
        }
    }

    @Test
    void aMemberHasItsOwnRate() {
        var start = Tensor.of(-1.2, 1);
        var rates = Tensor.of(1, 0.3, 0.05);
        for (Fn1<Tensor, Minimiser> of : List.<Fn1<Tensor, Minimiser>>of(
                rate -> new LBfgs(10, rate, StrongWolfe.of(), Limits.of(30)),
                rate -> new GradientDescent(rate, 2, Backtracking.of(), Limits.of(30)))) {
            Fn1<Tensor, Minimum<Tensor>> run = rate -> of.apply(rate).minimise(ROSENBROCK, start);
            Minimum<Tensor> all = jit(vmap(run)).apply(rates);
            for (int i = 0; i < rates.dim(0); i++) {
                Tensor alone = jit(run).apply(rates.get(i)).parameters();
                assertThat(all.parameters().get(i).identical(alone))
                        .as("member %d: %s, not %s", i, all.parameters().get(i), alone)
                        .isTrue();
            }
            assertThat(all.parameters().get(0).identical(all.parameters().get(2)))
                    .isFalse();
        }
    }

    @Test
    void float32IsMinimisedToo() {
        Minimum<Tensor> m =
                jit((Tensor x) -> LBfgs.of(100).minimise(ROSENBROCK, x)).apply(START.to(DType.FLOAT32));
        assertThat(m.parameters().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(m.parameters().toDoubles()).containsExactly(new double[] {1, 1}, within(2e-3));
    }

    @Test
    void wrongArgumentsAreRefused() {
        record Odd(Tensor weight, Tensor count) {}
        Fn1<Odd, Tensor> loss = o -> o.weight.sum();
        assertThatThrownBy(() -> LBfgs.of(9).minimise(loss, new Odd(Tensor.of(1.0), Tensor.of(1, 2))))
                .hasMessageContaining("parameter count is i32[2]");
        assertThatThrownBy(() -> LBfgs.of(0)).hasMessageContaining("0 iterations");
        assertThatThrownBy(() -> new LBfgs(0, 1, StrongWolfe.of(), LIMITS)).hasMessageContaining("history of 0");
        assertThatThrownBy(() -> new StrongWolfe(0.5, 0.1, 0)).hasMessageContaining("c1 < c2");
        assertThatThrownBy(() -> new Backtracking(0.1, 1, 5)).hasMessageContaining("factor is 1");
        assertThatThrownBy(() -> LIMITS.withTolerances(-1, 0)).hasMessageContaining("gradient -1");
    }
}
