package dev.costate.nn.words;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.random.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// NumPy's numbers are those of `glove_goldens.py`.
class GloVeTest {
    private static final int WORDS = 6;
    private static final int WIDTH = 3;
    private static final Shape BATCHES = Shape.of(4, 3);
    private static final Corpus CORPUS = Corpus.of(
            List.of(List.of("a", "b", "a", "c"), List.of("c", "a"), List.of("d", "b", "d", "b", "a", "d")), 1);

    private static Tensor wave(double start, int... dims) {
        var shape = Shape.of(dims);
        return doubles(shape, i -> Math.sin(start + 1.7 * i));
    }

    private static Tensor doubles(Shape shape, IntToDoubleFunction f) {
        var values = new double[shape.size()];
        Arrays.setAll(values, f);
        return Tensor.of(values, shape);
    }

    private static GloVeTables tables() {
        return new GloVeTables(
                wave(0.3, WORDS, WIDTH), wave(1.1, WORDS, WIDTH), wave(0.7, WORDS, 1), wave(2.3, WORDS, 1));
    }

    private static GloVeObjective.Batch batches() {
        return new GloVeObjective.Batch(
                doubles(BATCHES, n -> (2 * n + n / 4) % WORDS).to(DType.INT32),
                doubles(BATCHES, n -> (3 + 5 * n) % WORDS).to(DType.INT32),
                doubles(BATCHES, n -> Math.log(0.5 + n)),
                doubles(BATCHES, n -> Math.min(1, Math.pow((0.5 + n) / 5, 0.75))));
    }

    @Test
    void anEpochIsNumPys() throws IOException {
        JsonNode goldens;
        try (var in = GloVeTest.class.getResourceAsStream("/goldens/glove.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        var objective = new GloVeObjective(0.05);
        var start = GloVeObjective.State.of(tables());
        var trained = jit((GloVeObjective.Batch all) -> scan(objective::step, start, all))
                .apply(batches());
        var tables = trained.carry().tables();
        isGolden(goldens.get("words"), tables.words());
        isGolden(goldens.get("neighbours"), tables.neighbours());
        isGolden(goldens.get("wordOffsets"), tables.wordOffsets());
        isGolden(goldens.get("neighbourOffsets"), tables.neighbourOffsets());
        isGolden(goldens.get("losses"), trained.out());
    }

    private static void isGolden(JsonNode golden, Tensor actual) {
        var values = actual.toDoubles();
        assertThat(values).hasSize(golden.size());
        for (var i = 0; i < values.length; i++) {
            assertThat(values[i]).isCloseTo(golden.get(i).asDouble(), within(1e-12));
        }
    }

    /// With a rate so small that the sums of squares stay what they are, a step is the rate times the
    /// gradient over the root of the sums.
    @Test
    void aStepFollowsTheGradientOfTheWholeTables() {
        var batch = Tree.map(batches(), x -> x.get(2));
        var slope = grad((GloVeTables t) -> GloVeObjective.loss(t, batch)).apply(tables());
        var step = new GloVeObjective(1e-3)
                .step(GloVeObjective.State.of(tables()), batch)
                .carry();
        var expected = Tree.map(
                tables(),
                slope,
                step.squares(),
                (t, g, s) -> t.sub(g.div(s.sqrt()).mul(1e-3)));
        isClose(step.tables().words(), expected.words());
        isClose(step.tables().neighbours(), expected.neighbours());
        isClose(step.tables().wordOffsets(), expected.wordOffsets());
        isClose(step.tables().neighbourOffsets(), expected.neighbourOffsets());
    }

    private static void isClose(Tensor actual, Tensor expected) {
        assertThat(actual.sub(expected).abs().max().item()).isLessThan(1e-15);
    }

    @Test
    void neighboursCountByTheirDistance() {
        var pairs = CoOccurrences.of(CORPUS, 2);
        var v = CORPUS.vocabulary();
        double[][] expected = new double[v.size()][v.size()];
        for (int s = 0; s < CORPUS.sentences(); s++) {
            int[] words = CORPUS.sentence(s);
            for (int i = 0; i < words.length; i++) {
                for (int j = 0; j < words.length; j++) {
                    int d = Math.abs(i - j);
                    expected[words[i]][words[j]] += d == 0 || d > 2 ? 0 : 1.0 / d;
                }
            }
        }
        double[][] found = new double[v.size()][v.size()];
        int positive = 0;
        for (int i = 0; i < pairs.size(); i++) {
            assertThat(i == 0 || order(pairs, i - 1) < order(pairs, i)).isTrue();
            found[pairs.word(i)][pairs.neighbour(i)] = pairs.weight(i);
        }
        for (int i = 0; i < v.size(); i++) {
            for (int j = 0; j < v.size(); j++) {
                positive += expected[i][j] > 0 ? 1 : 0;
                assertThat(found[i][j]).isCloseTo(expected[i][j], within(1e-14));
            }
        }
        assertThat(pairs.size()).isEqualTo(positive);
    }

    private static int order(CoOccurrences pairs, int i) {
        return pairs.word(i) * WORDS + pairs.neighbour(i);
    }

    @Test
    void manyPairsFit() {
        var words = new ArrayList<String>();
        for (int i = 0; i < 60_000; i++) {
            words.add("w" + i);
        }
        var pairs = CoOccurrences.of(Corpus.of(List.of(words), 1), 1);
        assertThat(pairs.size()).isEqualTo(2 * 59_999);
        for (int i = 0; i < pairs.size(); i += 997) {
            assertThat(pairs.weight(i)).isEqualTo(1);
        }
    }

    /// A matrix of few words can be matched: with enough width its logarithms are the scores.
    @Test
    void scoresBecomeTheLogarithmsOfTheCounts() {
        var pairs = CoOccurrences.of(CORPUS, 2);
        var form = new GloVe(6, 2, 1, 0.75, 4000, 0.1, 4, DType.FLOAT64);
        var trained = form.train(pairs, CORPUS.vocabulary().size(), Key.of(2), (_, _) -> {});
        assertThat(trained.losses().getLast())
                .isLessThan(1e-6 * trained.losses().getFirst());
        var t = trained.tables();
        var scores = t.words()
                .matmul(t.neighbours().transpose())
                .add(t.wordOffsets())
                .add(t.neighbourOffsets().transpose());
        for (int i = 0; i < pairs.size(); i++) {
            double score = scores.get(pairs.word(i), pairs.neighbour(i)).item();
            assertThat(score).isCloseTo(Math.log(pairs.weight(i)), within(1e-2));
        }
    }

    @Test
    void sameSeedSameBits() {
        var form = new GloVe(6, 2, 10, 0.75, 3, 0.05, 4, DType.FLOAT32);
        var first = form.train(CORPUS, Key.of(1)).tables().vectors();
        assertThat(form.train(CORPUS, Key.of(1)).tables().vectors().identical(first))
                .isTrue();
        assertThat(form.train(CORPUS, Key.of(2)).tables().vectors().identical(first))
                .isFalse();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> GloVe.of(0, 1)).hasMessageContaining("a width of 0");
        assertThatThrownBy(() -> GloVe.of(1, 0)).hasMessageContaining("0 epochs");
        assertThatThrownBy(() -> CoOccurrences.of(CORPUS, 0)).hasMessageContaining("window of 0");
        var single = Corpus.of(List.of(List.of("a"), List.of("b")), 1);
        assertThatThrownBy(() -> GloVe.of(2, 1).train(single, Key.of(0))).hasMessageContaining("longer sentences");
    }
}
