package dev.costate.nn.words;

import dev.costate.random.Key;
import java.util.Optional;

/// Goes through a text and gives its examples in chunks of batches.
final class Examples {
    private static final double NOISE_POWER = 0.75;
    private static final double LEAST_RATE = 1e-4;

    /// Numbers of words in a chunk.
    private static final int MOST_INDICES = 1 << 22;

    private final Word2Vec config;
    private final Corpus corpus;
    private final Draws draws;
    private final AliasTable noise;
    private final double[] keep;
    private final int steps;

    // Where the text is read: the words kept of a sentence, the one in the middle, its reach, its neighbour.
    private int[] kept = new int[0];
    private int size;
    private int centre = -1;
    private int reach;
    private int neighbour;
    private int sentence;
    private int epoch;
    private long words;

    /// Batches to be learned one after the other.
    ///
    /// @param batches all of them, with an axis in front
    /// @param full how many have an example
    /// @param words how many words of the text were read up to their end
    record Chunk(Batch batches, int full, long words) {}

    /// @param most how many batches a chunk has at most
    Examples(Word2Vec config, Corpus corpus, Key key, int most) {
        this.config = config;
        this.corpus = corpus;
        draws = new Draws(key);
        var vocabulary = corpus.vocabulary();
        noise = AliasTable.of(vocabulary.size(), i -> Math.pow((double) vocabulary.count(i), NOISE_POWER));
        var subsampling = new Subsampling(config.sample());
        keep = new double[vocabulary.size()];
        for (int i = 0; i < keep.length; i++) {
            keep[i] = subsampling.keep(vocabulary.count(i), vocabulary.total());
        }
        // At most so many examples an epoch.
        long examples = switch (config.architecture()) {
            case SKIP_GRAM -> (long) corpus.size() * (config.window() + 1);
            case CBOW -> corpus.size();
        };
        long each = (long) config.batch() * Math.max(2 * config.window(), config.negatives());
        long room = Math.clamp(MOST_INDICES / each, 1, most);
        steps = (int) Math.clamp(Math.ceilDiv(examples * config.epochs(), config.batch()), 1L, room);
    }

    /// The next chunk; nothing when the last epoch is over.
    Optional<Chunk> next() {
        var arrays = new ChunkArrays(config, steps);
        int examples = 0;
        while (examples < steps * config.batch() && fill(arrays, examples)) {
            examples++;
        }
        if (examples == 0) {
            return Optional.empty();
        }
        int full = Math.ceilDiv(examples, config.batch());
        if (arrays.shared > 0) {
            for (int b = 0; b < full; b++) {
                drawNoise(arrays.noise, b * arrays.shared, arrays.shared, 1);
            }
        }
        return Optional.of(new Chunk(arrays.batches(), full, words));
    }

    /// Writes example number `e` of a chunk; false if the text is over.
    private boolean fill(ChunkArrays arrays, int e) {
        switch (config.architecture()) {
            case SKIP_GRAM -> {
                if (!nextNeighbour()) {
                    return false;
                }
                arrays.in[e] = kept[centre];
                arrays.out[e] = kept[neighbour];
            }
            case CBOW -> {
                if (!nextCentre()) {
                    return false;
                }
                arrays.out[e] = kept[centre];
                arrays.context(e, kept, Math.max(0, centre - reach), centre, Math.min(size, centre + reach + 1));
            }
        }
        double done = (double) words / ((double) config.epochs() * corpus.size());
        arrays.rate[e] = config.rate() * Math.max(LEAST_RATE, 1 - done);
        if (arrays.shared == 0) {
            int batch = e / config.batch();
            int at = batch * config.negatives() * config.batch() + e % config.batch();
            drawNoise(arrays.noise, at, config.negatives(), config.batch());
        }
        return true;
    }

    private void drawNoise(int[] to, int at, int count, int stride) {
        for (int i = 0; i < count; i++) {
            to[at + i * stride] = noise.draw(draws);
        }
    }

    /// Goes to the next pair of a word and a neighbour.
    private boolean nextNeighbour() {
        if (centre >= 0) {
            neighbour += neighbour + 1 == centre ? 2 : 1;
            if (neighbour < size && neighbour <= centre + reach) {
                return true;
            }
        }
        if (!nextCentre()) {
            return false;
        }
        neighbour = centre == 0 ? 1 : Math.max(0, centre - reach);
        return true;
    }

    /// Goes to the next word with a neighbour, and draws its reach.
    private boolean nextCentre() {
        centre++;
        while (centre >= size || size < 2) {
            if (!nextSentence()) {
                return false;
            }
            centre = 0;
        }
        reach = config.window() - draws.below(config.window());
        return true;
    }

    private boolean nextSentence() {
        if (sentence == corpus.sentences()) {
            sentence = 0;
            epoch++;
        }
        if (epoch >= config.epochs()) {
            size = 0;
            return false;
        }
        int begin = corpus.begin(sentence);
        int end = corpus.end(sentence);
        if (kept.length < end - begin) {
            kept = new int[end - begin];
        }
        size = 0;
        for (int i = begin; i < end; i++) {
            int word = corpus.word(i);
            if (keep[word] >= 1 || draws.uniform() < keep[word]) {
                kept[size++] = word;
            }
        }
        words += end - begin;
        sentence++;
        return true;
    }
}
