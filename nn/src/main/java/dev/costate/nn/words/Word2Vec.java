package dev.costate.nn.words;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Tensor;
import dev.costate.function.Fn2;
import dev.costate.random.Key;
import java.util.ArrayList;
import java.util.List;

/// word2vec: vectors by which words and their neighbours can be told from words and noise.
///
/// Examples are learned in batches, whose steps are one compiled loop over tables that stay in place; a
/// thread of its own reads the text ahead. The same seed gives the same bits on any number of threads, which
/// the threads of word2vec's own program, who write over each other, do not.
///
/// ```java
/// import dev.costate.nn.words.*;
/// import dev.costate.random.*;
///
/// var sentences = Collections.nCopies(50, List.of("salt", "sea", "salt", "sea"));
/// var corpus = Corpus.of(sentences, 1);
/// var trained = Word2Vec.skipGram().withWidth(8).withSample(0).withEpochs(3).train(corpus, Key.of(1));
/// IO.println(trained.tables().in().shape());  // -> [2,8]
/// ```
///
/// @param architecture what predicts what
/// @param width how many elements a vector has
/// @param window how far away a neighbour may be; each word draws its reach from 1 to this
/// @param negatives how many noise words a neighbour is told from
/// @param noise who shares the noise words, drawn with probabilities proportional to `count^.75`
/// @param sample how much of the text one word may be before some of it is left out, see [Subsampling]; 0 for
///     never
/// @param epochs how often the text is read
/// @param rate the first rate of learning; it falls in a line to 1/10,000 of it
/// @param batch how many examples are learned at once, from the same tables
/// @param dtype the vectors' type
public record Word2Vec(
        Architecture architecture,
        int width,
        int window,
        int negatives,
        Noise noise,
        double sample,
        int epochs,
        double rate,
        int batch,
        DType dtype) {
    /// Steps between two looks at the loss, and how far the text is read ahead.
    private static final int CHUNK = 64;

    private static final int MOST_INDICES = 1 << 22;

    public Word2Vec {
        require(width >= 1, "a width of " + width + "; expected at least 1");
        require(window >= 1 && window <= 1000, "a window of " + window + "; expected 1 to 1000");
        require(negatives >= 1 && negatives <= 1000, negatives + " negatives; expected 1 to 1000");
        require(sample >= 0 && sample < 1, "a sample of " + sample + "; expected 0 <= sample < 1");
        require(epochs >= 1, epochs + " epochs; expected at least 1");
        require(rate > 0 && rate < 10, "a rate of " + rate + "; expected 0 < rate < 10");
        require(batch >= 1 && batch <= 1 << 16, "batches of " + batch + "; expected 1 to 65536");
        long indices = (long) batch * Math.max(2 * window, negatives);
        require(
                indices <= MOST_INDICES,
                "batches of " + batch + " with a window of " + window + " and " + negatives + " negatives have "
                        + indices + " numbers of words; take smaller batches, so that there are at most "
                        + MOST_INDICES);
        require(dtype.isFloating(), "vectors of " + dtype + "; expected FLOAT32 or FLOAT64");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("Word2Vec: " + what);
        }
    }

    /// Skip-gram as word2vec's own program has it by default: width 100, window 5, 5 negatives, sample 1e-3,
    /// rate .025; batches of 512 pairs.
    public static Word2Vec skipGram() {
        return new Word2Vec(Architecture.SKIP_GRAM, 100, 5, 5, new Noise.Own(), 1e-3, 1, 0.025, 512, DType.FLOAT32);
    }

    /// CBOW as word2vec's own program has it by default, at rate .05; batches of 128 words.
    public static Word2Vec cbow() {
        return new Word2Vec(Architecture.CBOW, 100, 5, 5, new Noise.Own(), 1e-3, 1, 0.05, 128, DType.FLOAT32);
    }

    /// This with vectors of another width.
    public Word2Vec withWidth(int width) {
        return new Word2Vec(architecture, width, window, negatives, noise, sample, epochs, rate, batch, dtype);
    }

    /// This with another window.
    public Word2Vec withWindow(int window) {
        return new Word2Vec(architecture, width, window, negatives, noise, sample, epochs, rate, batch, dtype);
    }

    /// This with another number of negatives.
    public Word2Vec withNegatives(int negatives) {
        return new Word2Vec(architecture, width, window, negatives, noise, sample, epochs, rate, batch, dtype);
    }

    /// This with noise that others share.
    public Word2Vec withNoise(Noise noise) {
        return new Word2Vec(architecture, width, window, negatives, noise, sample, epochs, rate, batch, dtype);
    }

    /// This with more or less of the frequent words.
    public Word2Vec withSample(double sample) {
        return new Word2Vec(architecture, width, window, negatives, noise, sample, epochs, rate, batch, dtype);
    }

    /// This with another number of epochs.
    public Word2Vec withEpochs(int epochs) {
        return new Word2Vec(architecture, width, window, negatives, noise, sample, epochs, rate, batch, dtype);
    }

    /// This with another rate.
    public Word2Vec withRate(double rate) {
        return new Word2Vec(architecture, width, window, negatives, noise, sample, epochs, rate, batch, dtype);
    }

    /// This with other batches.
    public Word2Vec withBatch(int batch) {
        return new Word2Vec(architecture, width, window, negatives, noise, sample, epochs, rate, batch, dtype);
    }

    /// This with vectors of another type.
    public Word2Vec withDType(DType dtype) {
        return new Word2Vec(architecture, width, window, negatives, noise, sample, epochs, rate, batch, dtype);
    }

    /// Hears how training goes on.
    @FunctionalInterface
    public interface Listener {
        /// Some batches are learned; what this throws ends training.
        ///
        /// @param words how many words of the text are read, those of earlier epochs among them
        /// @param ofWords how many there will be
        /// @param loss the mean loss of the examples since the last call
        void learned(long words, long ofWords, double loss);
    }

    /// The result of training.
    ///
    /// @param tables the vectors, by the vocabulary's numbers
    /// @param losses the mean loss of each batch
    public record Trained(WordTables tables, List<Double> losses) {
        public Trained {
            losses = List.copyOf(losses);
        }
    }

    /// Trains new tables.
    ///
    /// @throws IllegalArgumentException if the vocabulary has but one word
    public Trained train(Corpus corpus, Key key) {
        return train(corpus, key, (_, _, _) -> {});
    }

    /// Trains new tables and tells of it.
    ///
    /// @throws IllegalArgumentException if the vocabulary has but one word
    public Trained train(Corpus corpus, Key key, Listener listener) {
        int words = corpus.vocabulary().size();
        require(words > 1, "a vocabulary of one word; nothing can be told from it");
        var keys = key.split();
        var objective = new NegativeSampling(negatives);
        Fn2<WordTables, Batch, Scanned<WordTables, Tensor>> learn =
                jit((WordTables tables, Batch batches) -> scan(objective::step, tables, batches));
        var tables = WordTables.init(keys.first(), dtype, words, width);
        List<Double> losses = new ArrayList<>();
        try (var reader = new ReadAhead<>(new Examples(this, corpus, keys.second(), CHUNK)::next)) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                var learned = learn.apply(tables, chunk.get().batches());
                tables = learned.carry();
                double[] each = learned.out().toDoubles();
                double sum = 0;
                for (int b = 0; b < chunk.get().full(); b++) {
                    losses.add(each[b]);
                    sum += each[b];
                }
                listener.learned(
                        chunk.get().words(),
                        (long) epochs * corpus.size(),
                        sum / chunk.get().full());
            }
        }
        return new Trained(tables, losses);
    }
}
