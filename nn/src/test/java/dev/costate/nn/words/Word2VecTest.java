package dev.costate.nn.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.internal.parallel.Workers;
import dev.costate.random.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Word2VecTest {
    private static final int TOPICS = 4;
    private static final int OF_A_TOPIC = 6;

    /// Sentences each of which keeps to one of four topics.
    private static Corpus topics(int sentences) {
        var random = new SplittableRandom(3);
        List<List<String>> text = new ArrayList<>();
        for (int s = 0; s < sentences; s++) {
            int topic = random.nextInt(TOPICS);
            List<String> sentence = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                sentence.add("t" + topic + (char) ('a' + random.nextInt(OF_A_TOPIC)));
            }
            text.add(sentence);
        }
        return Corpus.of(text, 1);
    }

    private static final List<Word2Vec> FORMS = List.of(
            Word2Vec.skipGram().withWidth(10).withBatch(32).withSample(0),
            Word2Vec.skipGram().withWidth(10).withBatch(32).withSample(0).withNoise(new Noise.Shared(16)),
            Word2Vec.cbow().withWidth(10).withBatch(8).withSample(0).withRate(0.2));

    @Test
    void wordsOfATopicComeTogether() {
        var corpus = topics(1500);
        for (var form : FORMS) {
            var trained = form.withEpochs(3).train(corpus, Key.of(1));
            var rows = trained.tables().in();
            rows = rows.div(rows.square().sum(1).sqrt().unsqueeze(1));
            double[] cosines = rows.matmul(rows.transpose()).toDoubles();
            int n = corpus.vocabulary().size();
            assertThat(n).isEqualTo(TOPICS * OF_A_TOPIC);
            double least = 1;
            double most = -1;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    boolean isOne = corpus.vocabulary().word(i).charAt(1)
                            == corpus.vocabulary().word(j).charAt(1);
                    least = isOne ? Math.min(least, cosines[i * n + j]) : least;
                    most = isOne ? most : Math.max(most, cosines[i * n + j]);
                }
            }
            assertThat(least).as("%s", form).isGreaterThan(most + 0.2);
            assertThat(trained.losses().getLast()).isLessThan(trained.losses().getFirst());
            // Before anything is learned all scores are 0.
            assertThat(trained.losses().getFirst()).isBetween(0.99 * 6 * Math.log(2), 1.01 * 6 * Math.log(2));
        }
    }

    @Test
    void sameSeedSameBitsOnAnyNumberOfThreads() {
        var corpus = topics(200);
        for (var form : FORMS) {
            // Large enough for the work to be shared out.
            var wide = form.withWidth(100).withBatch(256);
            var alone = train(wide, corpus, 1, 1);
            assertThat(train(wide, corpus, 1, 3).identical(alone))
                    .as("%s", form)
                    .isTrue();
            assertThat(train(wide, corpus, 2, 3).identical(alone))
                    .as("%s", form)
                    .isFalse();
        }
    }

    private static Tensor train(Word2Vec form, Corpus corpus, long seed, int threads) {
        List<Tensor> result = new ArrayList<>();
        try (var workers = new Workers(threads)) {
            Workers.with(
                    workers,
                    () -> result.add(form.train(corpus, Key.of(seed)).tables().in()));
        }
        return result.getFirst();
    }

    @Test
    void tellsHowItGoesAndCanBeStopped() {
        var corpus = topics(300);
        var form = FORMS.getFirst().withBatch(16);
        List<Long> words = new ArrayList<>();
        var trained = form.train(corpus, Key.of(1), (at, of, loss) -> {
            assertThat(of).isEqualTo(2400);
            assertThat(loss).isBetween(0.0, 6.0);
            words.add(at);
        });
        assertThat(words).hasSizeGreaterThan(3).isSorted();
        assertThat(words.getLast()).isEqualTo(2400);
        assertThat(trained.losses()).hasSizeGreaterThan(64);
        assertThatThrownBy(() -> form.train(corpus, Key.of(1), (_, _, _) -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }

    @Test
    void aSentenceOfOneWordHasNoExamples() {
        var corpus = Corpus.of(List.of(List.of("a"), List.of("b"), List.of("a", "b")), 1);
        var trained = Word2Vec.skipGram().withSample(0).train(corpus, Key.of(1));
        assertThat(trained.losses()).hasSize(1);
        assertThat(Word2Vec.skipGram()
                        .withSample(0)
                        .withDType(DType.FLOAT64)
                        .train(corpus, Key.of(1))
                        .tables()
                        .in()
                        .dtype())
                .isEqualTo(DType.FLOAT64);
    }

    @Test
    void whatCannotBeIsRefused() {
        var form = Word2Vec.skipGram();
        assertThatThrownBy(() -> form.withWidth(0)).hasMessage("Word2Vec: a width of 0; expected at least 1");
        assertThatThrownBy(() -> form.withRate(Double.NaN)).hasMessageContaining("rate of NaN");
        assertThatThrownBy(() -> form.withSample(1)).hasMessageContaining("sample");
        assertThatThrownBy(() -> form.withBatch(65_536).withWindow(500)).hasMessageContaining("smaller batches");
        assertThatThrownBy(() -> form.withDType(DType.INT32)).hasMessageContaining("expected FLOAT32");
        assertThatThrownBy(() -> new Noise.Shared(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> form.train(Corpus.of(List.of(List.of("a", "a")), 1), Key.of(0)))
                .hasMessageContaining("vocabulary of one word");
    }
}
