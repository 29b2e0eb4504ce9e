package dev.costate.nn.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The words of a text by number, the most frequent first, with their counts.
///
/// ```java
/// import dev.costate.nn.words.*;
///
/// Vocabulary v = Vocabulary.of(Map.of("the", 7L, "sea", 2L, "a", 2L, "whale", 1L), 2);
/// IO.println(v.words() + " " + v.number("sea") + " " + v.number("whale"));
/// // -> [the, a, sea] OptionalInt[2] OptionalInt.empty
/// ```
public final class Vocabulary {
    private final List<String> words;
    private final long[] counts;
    private final Map<String, Integer> numbers;
    private final long total;

    private Vocabulary(List<String> words, long[] counts) {
        this.words = List.copyOf(words);
        this.counts = counts;
        numbers = HashMap.newHashMap(words.size());
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            numbers.put(words.get(i), i);
            sum += counts[i];
        }
        total = sum;
    }

    /// The words that occur at least `least` times, by falling count, those of equal count by the alphabet
    /// (of code units, so that no locale changes numbers).
    ///
    /// @param counts how often each word occurs
    /// @throws IllegalArgumentException if no word occurs so often
    public static Vocabulary of(Map<String, Long> counts, int least) {
        if (least < 1) {
            throw new IllegalArgumentException("Vocabulary: a least count of " + least + "; expected 1 or more");
        }
        List<Map.Entry<String, Long>> kept = new ArrayList<>();
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            if (entry.getValue() >= least) {
                kept.add(entry);
            }
        }
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("Vocabulary: none of " + counts.size() + " words occurs " + least
                    + " times; take a longer text or a smaller least count");
        }
        kept.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        return new Vocabulary(
                kept.stream().map(Map.Entry::getKey).toList(),
                kept.stream().mapToLong(Map.Entry::getValue).toArray());
    }

    /// How many words there are.
    public int size() {
        return counts.length;
    }

    /// The words by number.
    public List<String> words() {
        return words;
    }

    /// The word of number `i`.
    public String word(int i) {
        return words.get(i);
    }

    /// The number of a word, if it is one of these.
    public OptionalInt number(String word) {
        Integer number = numbers.get(word);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /// How often word `i` occurs.
    public long count(int i) {
        return counts[i];
    }

    /// How often the words occur together.
    public long total() {
        return total;
    }
}
