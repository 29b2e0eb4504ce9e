package dev.costate.nn.words;

import java.util.Arrays;

/// How often words stand near each other, a neighbour at distance `d` counting `1 / d`.
///
/// Entries are in the order of the words' numbers, so that sums over them do not depend on how they were found.
public final class CoOccurrences {
    private static final int MOST = 1 << 26;
    private static final double FULL = 0.6;

    private long[] keys = new long[1 << 16];
    private double[] weights = new double[1 << 16];
    private int size;

    private CoOccurrences() {
        Arrays.fill(keys, -1);
    }

    /// Counts the neighbours up to `window` words away, to the left and to the right.
    ///
    /// @throws IllegalArgumentException if there are over 40 million pairs of neighbours
    public static CoOccurrences of(Corpus corpus, int window) {
        if (window < 1) {
            throw new IllegalArgumentException("CoOccurrences: a window of " + window + "; expected at least 1");
        }
        var all = new CoOccurrences();
        for (int s = 0; s < corpus.sentences(); s++) {
            int begin = corpus.begin(s);
            for (int i = begin; i < corpus.end(s); i++) {
                for (int j = Math.max(begin, i - window); j < i; j++) {
                    all.add(corpus.word(i), corpus.word(j), 1.0 / (i - j));
                    all.add(corpus.word(j), corpus.word(i), 1.0 / (i - j));
                }
            }
        }
        all.sort();
        return all;
    }

    private void add(int word, int neighbour, double weight) {
        if (size >= FULL * keys.length) {
            grow();
        }
        int at = place((long) word << Integer.SIZE | neighbour);
        weights[at] += weight;
    }

    /// Where a pair is, or will be from now on.
    private int place(long key) {
        int mask = keys.length - 1;
        int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (keys[at] != key && keys[at] >= 0) {
            at = (at + 1) & mask;
        }
        if (keys[at] < 0) {
            keys[at] = key;
            size++;
        }
        return at;
    }

    private void grow() {
        if (keys.length == MOST) {
            throw new IllegalArgumentException("CoOccurrences: more than " + size
                    + " different pairs of neighbours; take a smaller window or a larger least count");
        }
        long[] oldKeys = keys;
        double[] oldWeights = weights;
        keys = new long[2 * oldKeys.length];
        weights = new double[keys.length];
        Arrays.fill(keys, -1);
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] >= 0) {
                weights[place(oldKeys[i])] = oldWeights[i];
            }
        }
    }

    private void sort() {
        long[] sorted = Arrays.stream(keys).filter(key -> key >= 0).sorted().toArray();
        double[] ordered = new double[size];
        for (int i = 0; i < size; i++) {
            ordered[i] = weights[place(sorted[i])];
        }
        keys = sorted;
        weights = ordered;
    }

    /// How many pairs of a word and a neighbour there are.
    public int size() {
        return size;
    }

    /// The word of pair `i`.
    public int word(int i) {
        return (int) (keys[i] >>> Integer.SIZE);
    }

    /// The neighbour of pair `i`.
    public int neighbour(int i) {
        return (int) keys[i];
    }

    /// How often they stand near each other.
    public double weight(int i) {
        return weights[i];
    }
}
