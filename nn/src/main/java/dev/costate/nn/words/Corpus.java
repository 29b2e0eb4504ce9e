package dev.costate.nn.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text as numbers of words, sentence by sentence. Words that are not in the vocabulary are left out, so
/// that their neighbours move together, as in word2vec's own program.
public final class Corpus {
    private static final int LONGEST_LINE = 1 << 24;

    private final Vocabulary vocabulary;
    private final int[] words;
    private final int[] ends;

    private Corpus(Vocabulary vocabulary, int[] words, int[] ends) {
        this.vocabulary = vocabulary;
        this.words = words;
        this.ends = ends;
    }

    /// Reads a text, each line a sentence; the words that occur at least `least` times are its vocabulary.
    ///
    /// @throws IOException if the text cannot be read, or a line is longer than 16 million characters
    /// @throws IllegalArgumentException if no word occurs so often
    public static Corpus read(Reader text, Tokeniser tokeniser, int least) throws IOException {
        var builder = new Builder();
        var lines = new BufferedReader(text);
        for (String line = line(lines, 1); line != null; line = line(lines, builder.sentences + 1)) {
            builder.add(tokeniser.words(line));
        }
        return builder.finish(least);
    }

    /// The corpus of sentences that are lists of words.
    ///
    /// @throws IllegalArgumentException if no word occurs so often
    public static Corpus of(Iterable<List<String>> sentences, int least) {
        var builder = new Builder();
        sentences.forEach(builder::add);
        return builder.finish(least);
    }

    private static @Nullable String line(BufferedReader lines, int number) throws IOException {
        lines.mark(1);
        if (lines.read() < 0) {
            return null;
        }
        lines.reset();
        var line = new StringBuilder();
        for (int c = lines.read(); c >= 0 && c != '\n'; c = lines.read()) {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("Corpus: line " + number + " is longer than " + LONGEST_LINE
                        + " characters; put line breaks between the sentences");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    /// The words' numbers and counts.
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /// How many words the text has, those left out not counted.
    public int size() {
        return words.length;
    }

    /// How many sentences have a word.
    public int sentences() {
        return ends.length;
    }

    /// The numbers of sentence `i`'s words.
    public int[] sentence(int i) {
        return Arrays.copyOfRange(words, begin(i), ends[i]);
    }

    /// Where sentence `i` begins among all words.
    int begin(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    /// Where it ends.
    int end(int i) {
        return ends[i];
    }

    /// The word at a place among all words.
    int word(int place) {
        return words[place];
    }

    private static final class Builder {
        private final Map<String, Integer> numbers = new HashMap<>();
        private long[] counts = new long[1024];
        private int[] words = new int[1024];
        private int[] ends = new int[1024];
        private int size;
        private int sentences;

        void add(List<String> sentence) {
            for (String word : sentence) {
                int number = numbers.computeIfAbsent(word, _ -> numbers.size());
                if (number == counts.length) {
                    counts = Arrays.copyOf(counts, 2 * number);
                }
                counts[number]++;
                if (size == words.length) {
                    words = Arrays.copyOf(words, Math.multiplyExact(2, size));
                }
                words[size++] = number;
            }
            if (sentences == ends.length) {
                ends = Arrays.copyOf(ends, Math.multiplyExact(2, sentences));
            }
            ends[sentences++] = size;
        }

        Corpus finish(int least) {
            Map<String, Long> all = HashMap.newHashMap(numbers.size());
            numbers.forEach((word, number) -> all.put(word, counts[number]));
            var vocabulary = Vocabulary.of(all, least);
            int[] renumbered = new int[numbers.size()];
            numbers.forEach((word, number) ->
                    renumbered[number] = vocabulary.number(word).orElse(-1));
            int kept = 0;
            int keptSentences = 0;
            for (int s = 0, at = 0; s < sentences; s++) {
                int begin = kept;
                for (; at < ends[s]; at++) {
                    int word = renumbered[words[at]];
                    if (word >= 0) {
                        words[kept++] = word;
                    }
                }
                if (kept > begin) {
                    ends[keptSentences++] = kept;
                }
            }
            return new Corpus(vocabulary, Arrays.copyOf(words, kept), Arrays.copyOf(ends, keptSentences));
        }
    }
}
