package dev.costate.nn.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.random.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is drawn of a text has the frequencies that the formulas say.
class ExamplesTest {
    private static final Word2Vec ALL = Word2Vec.skipGram().withSample(0).withBatch(7);

    /// Sentences of five words in a row, so that a word's number and place are known.
    private static Corpus rows(int sentences) {
        return Corpus.of(
                IntStream.range(0, sentences)
                        .mapToObj(_ -> List.of("a", "b", "c", "d", "e"))
                        .toList(),
                1);
    }

    /// The pairs `[in, out]` of all batches, and their rates.
    private record Pairs(List<int[]> pairs, List<Double> rates, int chunks) {
        static Pairs of(Word2Vec config, Corpus corpus) {
            var examples = new Examples(config, corpus, Key.of(5), 3);
            List<int[]> pairs = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            int chunks = 0;
            for (var chunk = examples.next(); chunk.isPresent(); chunk = examples.next()) {
                chunks++;
                var all = chunk.get().batches();
                var in = all.in().toInts();
                var out = all.out().toInts();
                var rate = all.rate().toDoubles();
                for (int i = 0; i < rate.length; i++) {
                    if (rate[i] > 0) {
                        pairs.add(new int[] {in[i], out[i]});
                        rates.add(rate[i]);
                    }
                }
            }
            return new Pairs(pairs, rates, chunks);
        }
    }

    @Test
    void aWindowOfOneGivesEachPairOfNeighboursOncePerEpoch() {
        var pairs = Pairs.of(ALL.withWindow(1).withEpochs(2), rows(4));
        // Each sentence of five has four pairs, each both ways.
        assertThat(pairs.pairs).hasSize(2 * 4 * 8);
        assertThat(pairs.chunks).isGreaterThan(1);
        assertThat(pairs.pairs).allMatch(p -> Math.abs(p[0] - p[1]) == 1);
        Map<List<Integer>, Integer> counts = new HashMap<>();
        pairs.pairs.forEach(p -> counts.merge(List.of(p[0], p[1]), 1, Integer::sum));
        assertThat(counts).hasSize(8).allSatisfy((_, n) -> assertThat(n).isEqualTo(8));
    }

    @Test
    void theRateFallsInALineToTenThousandthOfItself() {
        var rates = Pairs.of(ALL.withWindow(1).withRate(0.5), rows(200)).rates;
        assertThat(rates).isSortedAccordingTo(Comparator.reverseOrder());
        // The first sentence is read when its words are learned: 5 of 1000.
        assertThat(rates.getFirst()).isCloseTo(0.5 * 0.995, within(1e-7));
        assertThat(rates.get(rates.size() / 2)).isCloseTo(0.25, within(0.003));
        assertThat(rates.getLast()).isCloseTo(0.5e-4, within(1e-10));
    }

    /// A neighbour at distance `d` is met if the reach, uniform from 1 to 3, is at least `d`.
    @Test
    void nearNeighboursAreMetMoreOften() {
        int sentences = 3000;
        var counts = new int[5];
        Pairs.of(ALL.withWindow(3), rows(sentences)).pairs.forEach(p -> counts[Math.abs(p[0] - p[1])]++);
        for (int d = 1; d <= 3; d++) {
            double expected = sentences * 2.0 * (5 - d) * (4 - d) / 3;
            // Four standard deviations of so many independent draws, at least.
            assertThat(counts[d]).isCloseTo((int) expected, within((int) (4 * Math.sqrt(expected))));
        }
        assertThat(counts[4]).isZero();
    }

    @Test
    void contextsOfCbowAreTheNeighboursWithEqualShares() {
        var config = Word2Vec.cbow().withSample(0).withWindow(2).withBatch(4).withDType(DType.FLOAT64);
        var chunk = new Examples(config, rows(2), Key.of(1), 64).next().orElseThrow();
        assertThat(chunk.full()).isEqualTo(3);
        assertThat(chunk.words()).isEqualTo(10);
        var in = chunk.batches().in();
        var share = chunk.batches().share().orElseThrow();
        int[] out = chunk.batches().out().toInts();
        for (int e = 0; e < 10; e++) {
            List<Integer> words = new ArrayList<>();
            double sum = 0;
            for (int c = 0; c < 4; c++) {
                double each = share.get(e / 4, c, e % 4).item();
                sum += each;
                int word = (int) in.get(e / 4, c, e % 4).itemLong();
                assertThat(word).isNotEqualTo(out[e]);
                if (each > 0) {
                    words.add(word);
                }
            }
            assertThat(sum).isCloseTo(1, within(1e-15));
            int centre = e % 5;
            assertThat(words).doesNotHaveDuplicates().allMatch(w -> Math.abs(w - centre) <= 2);
            assertThat(words.size()).isGreaterThanOrEqualTo(centre == 0 || centre == 4 ? 1 : 2);
        }
    }

    @Test
    void frequentWordsAreLeftOutAsTheFormulaSays() {
        List<List<String>> sentences = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            sentences.add(List.of("the", i % 10 == 0 ? "sea" : "the"));
        }
        var corpus = Corpus.of(sentences, 1);
        var pairs = Pairs.of(ALL.withSample(0.01).withWindow(1).withBatch(512), corpus).pairs;
        double the = new Subsampling(0.01).keep(38_000, 40_000);
        assertThat(the).isCloseTo(Math.sqrt(0.01 / 0.95) + 0.01 / 0.95, within(1e-15));
        double sea = new Subsampling(0.01).keep(2000, 40_000);
        double expected = 2 * (18_000 * the * the + 2000 * the * sea);
        assertThat(pairs.size()).isCloseTo((int) expected, within((int) (6 * Math.sqrt(expected))));
        assertThat(new Subsampling(0).keep(1, 1)).isEqualTo(1);
        assertThat(new Subsampling(1e-3).keep(1, 1_000_000)).isEqualTo(1);
    }

    @Test
    void noiseFollowsTheCountsToThePowerOfThreeQuarters() {
        var weights = new double[] {81, 16, 0, 1, 256};
        var table = AliasTable.of(5, i -> Math.pow(weights[i], 0.75));
        var draws = new Draws(Key.of(3));
        var counts = new int[5];
        int n = 200_000;
        for (int i = 0; i < n; i++) {
            counts[table.draw(draws)]++;
        }
        var expected = new double[] {27, 8, 0, 1, 64};
        for (int i = 0; i < 5; i++) {
            double p = expected[i] / 100;
            assertThat((double) counts[i] / n).isCloseTo(p, within(5 * Math.sqrt(p / n) + 1e-12));
        }
    }
}
