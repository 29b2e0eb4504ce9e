package dev.costate.nn.words;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The step is gradient descent on the loss, and NumPy's loops; the numbers are those of `word2vec_goldens.py`.
class NegativeSamplingTest {
    private static final int WORDS = 7;
    private static final int WIDTH = 4;
    private static final int BATCHES = 5;
    private static final int SIZE = 3;
    private static final NegativeSampling OBJECTIVE = new NegativeSampling(2);

    private static double[] wave(double start, int n) {
        var values = new double[n];
        Arrays.setAll(values, i -> 2 * Math.sin(start + 1.7 * i));
        return values;
    }

    private static Tensor numbers(int start, int step, int... dims) {
        var shape = Shape.of(dims);
        var values = new int[shape.size()];
        Arrays.setAll(values, i -> (start + step * i + i / 5) % WORDS);
        return Tensor.of(values, shape);
    }

    private static WordTables tables() {
        var shape = Shape.of(WORDS, WIDTH);
        return new WordTables(Tensor.of(wave(0.3, WORDS * WIDTH), shape), Tensor.of(wave(1.1, WORDS * WIDTH), shape));
    }

    private static Tensor rate() {
        var values = new double[BATCHES * SIZE];
        Arrays.setAll(values, i -> 0.1 + 0.01 * i);
        return Tensor.of(values, Shape.of(BATCHES, SIZE));
    }

    private static Tensor shares() {
        var third = 1.0 / 3;
        return Tensor.of(new double[][] {{third}, {third}, {third}, {0}})
                .unsqueeze(0)
                .broadcastTo(BATCHES, 4, SIZE);
    }

    private static final Tensor OUT = numbers(1, 3, BATCHES, SIZE);
    private static final Tensor OWN = numbers(4, 3, BATCHES, 2, SIZE);
    private static final Tensor SHARED = numbers(5, 4, BATCHES, 6);
    private static final Map<String, Batch> FORMS = Map.of(
            "skipGram", new Batch(numbers(2, 5, BATCHES, SIZE), Optional.empty(), OUT, OWN, rate()),
            "shared", new Batch(numbers(2, 5, BATCHES, SIZE), Optional.empty(), OUT, SHARED, rate()),
            "cbow", new Batch(numbers(3, 2, BATCHES, 4, SIZE), Optional.of(shares()), OUT, OWN, rate()));

    @Test
    void anEpochIsNumPys() throws IOException {
        JsonNode goldens;
        try (var in = NegativeSamplingTest.class.getResourceAsStream("/goldens/word2vec.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        assertThat(goldens.propertyNames()).containsExactlyInAnyOrderElementsOf(FORMS.keySet());
        FORMS.forEach((name, batches) -> {
            var compiled =
                    jit((Batch all) -> scan(OBJECTIVE::step, tables(), all)).apply(batches);
            var eager = scan(OBJECTIVE::step, tables(), batches);
            for (var epoch : List.of(compiled, eager)) {
                isGolden(
                        name + ".in", goldens.get(name).get("in"), epoch.carry().in());
                isGolden(
                        name + ".out",
                        goldens.get(name).get("out"),
                        epoch.carry().out());
                isGolden(name + ".losses", goldens.get(name).get("losses"), epoch.out());
            }
        });
    }

    private static void isGolden(String what, JsonNode golden, Tensor actual) {
        var values = actual.toDoubles();
        assertThat(values).hasSize(golden.size());
        for (var i = 0; i < values.length; i++) {
            assertThat(values[i]).as("%s[%d]", what, i).isCloseTo(golden.get(i).asDouble(), within(1e-12));
        }
    }

    @Test
    void aStepFollowsTheGradientOfTheWholeTables() {
        FORMS.forEach((name, batches) -> {
            var batch = Tree.map(batches, x -> x.get(1));
            Fn1<WordTables, Tensor> loss =
                    t -> OBJECTIVE.losses(t, batch).mul(batch.rate()).sum();
            var slope = grad(loss).apply(tables());
            var next = OBJECTIVE.step(tables(), batch).carry();
            isClose(name, next.in(), tables().in().sub(slope.in()), 1e-14);
            isClose(name, next.out(), tables().out().sub(slope.out()), 1e-14);
        });
    }

    private static void isClose(String what, Tensor actual, Tensor expected, double bound) {
        assertThat(actual.sub(expected).abs().max().item()).as(what).isLessThan(bound);
    }

    @Test
    void float32IsFloat64Rounded() {
        FORMS.forEach((name, batches) -> {
            var wide = scan(OBJECTIVE::step, tables(), batches).carry();
            var half =
                    scan(OBJECTIVE::step, narrowed(tables()), narrowed(batches)).carry();
            assertThat(half.in().dtype()).isEqualTo(DType.FLOAT32);
            isClose(name, half.in().to(DType.FLOAT64), wide.in(), 2e-6);
            isClose(name, half.out().to(DType.FLOAT64), wide.out(), 2e-6);
        });
    }

    private static <T> T narrowed(T tree) {
        return Tree.map(tree, x -> x.dtype().isFloating() ? x.to(DType.FLOAT32) : x);
    }

    @Test
    void anExampleWithoutRateChangesNothingAndDoesNotCount() {
        FORMS.forEach((name, batches) -> {
            var batch = Tree.map(batches, x -> x.get(2));
            var silent = new Batch(batch.in(), batch.share(), batch.out(), batch.noise(), Tensor.of(0.2, 0.0, 0.3));
            var step = OBJECTIVE.step(tables(), silent);
            var losses = OBJECTIVE.losses(tables(), batch).toDoubles();
            assertThat(step.out().item()).as(name).isCloseTo((losses[0] + losses[2]) / 2, within(1e-15));
            Fn1<WordTables, Tensor> others = t -> {
                var all = OBJECTIVE.losses(t, batch);
                return all.get(0).mul(0.2).add(all.get(2).mul(0.3));
            };
            var slope = grad(others).apply(tables());
            isClose(name, step.carry().in(), tables().in().sub(slope.in()), 1e-14);
            isClose(name, step.carry().out(), tables().out().sub(slope.out()), 1e-14);
        });
    }
}
