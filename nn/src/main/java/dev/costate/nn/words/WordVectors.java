package dev.costate.nn.words;

import dev.costate.DType;
import dev.costate.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Words with a vector each, and which of them are alike.
///
/// ```java
/// import dev.costate.nn.words.*;
///
/// var rows = Tensor.of(new double[][] {{2, 0}, {2, 1}, {0, 3}, {1, 3}});
/// var vectors = WordVectors.of(List.of("he", "him", "she", "her"), rows);
/// IO.println(vectors.nearest("he", 1).getFirst().word());              // -> him
/// IO.println(vectors.analogy("he", "him", "she", 1).getFirst().word()); // -> her
/// ```
public final class WordVectors {
    private final List<String> words;
    private final Map<String, Integer> numbers;
    private final Tensor rows;
    private final double[][] unit;

    /// A word and the cosine of the angle to what was asked for.
    ///
    /// @param word the word
    /// @param cosine from -1 to 1
    public record Neighbour(String word, double cosine) {}

    private WordVectors(List<String> words, Tensor rows) {
        this.words = List.copyOf(words);
        this.rows = rows;
        numbers = HashMap.newHashMap(words.size());
        for (int i = 0; i < words.size(); i++) {
            if (numbers.put(words.get(i), i) != null) {
                throw new IllegalArgumentException("WordVectors: '" + words.get(i) + "' is there twice");
            }
        }
        double[] all = rows.toDoubles();
        int width = rows.dim(1);
        unit = new double[words.size()][width];
        for (int i = 0; i < unit.length; i++) {
            System.arraycopy(all, i * width, unit[i], 0, width);
            normalise(unit[i]);
        }
    }

    /// Words and their vectors.
    ///
    /// @param rows `[words,width]`
    /// @throws IllegalArgumentException if there is not a row for each word, or a word is there twice
    public static WordVectors of(List<String> words, Tensor rows) {
        if (rows.rank() != 2 || rows.dim(0) != words.size() || !rows.dtype().isFloating()) {
            throw new IllegalArgumentException("WordVectors: " + words.size() + " words and rows " + rows.type()
                    + "; expected a row of floating numbers for each word");
        }
        return new WordVectors(words, rows);
    }

    private static void normalise(double[] v) {
        double square = dot(v, v);
        if (square > 0) {
            for (int i = 0; i < v.length; i++) {
                v[i] /= Math.sqrt(square);
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// The words in the order of the rows.
    public List<String> words() {
        return words;
    }

    /// The vectors, `[words,width]`.
    public Tensor rows() {
        return rows;
    }

    /// How many elements a vector has.
    public int width() {
        return rows.dim(1);
    }

    /// Whether the word has a vector.
    public boolean has(String word) {
        return numbers.containsKey(word);
    }

    /// The vector of a word, `[width]`.
    ///
    /// @throws IllegalArgumentException if it has none
    public Tensor vector(String word) {
        return rows.get(number(word));
    }

    private int number(String word) {
        Integer number = numbers.get(word);
        if (number == null) {
            throw new IllegalArgumentException(
                    "WordVectors: '" + word + "' is none of the " + words.size() + " words; has(word) tells which are");
        }
        return number;
    }

    /// The cosine of the angle between two words' vectors; 0 if one of them is 0.
    ///
    /// @throws IllegalArgumentException if one of them has no vector
    public double cosine(String a, String b) {
        return dot(unit[number(a)], unit[number(b)]);
    }

    /// The words nearest to a word by cosine, the nearest first, without itself.
    ///
    /// @param n how many, at most
    /// @throws IllegalArgumentException if it has no vector
    public List<Neighbour> nearest(String word, int n) {
        return nearest(unit[number(word)], n, Set.of(word));
    }

    /// The words nearest to a vector by cosine, the nearest first.
    ///
    /// @param vector `[width]`
    /// @param n how many, at most
    /// @throws IllegalArgumentException if the vector has another width
    public List<Neighbour> nearest(Tensor vector, int n) {
        if (vector.rank() != 1 || vector.dim(0) != width()) {
            throw new IllegalArgumentException(
                    "WordVectors: asked for the neighbours of " + vector.type() + "; expected [" + width() + "]");
        }
        double[] v = vector.to(DType.FLOAT64).toDoubles();
        normalise(v);
        return nearest(v, n, Set.of());
    }

    /// What is to `c` as `b` is to `a`: the words nearest to `b - a + c`, each of length 1, without these three
    /// (3CosAdd).
    ///
    /// Source: Mikolov, Yih, Zweig, Linguistic regularities in continuous space word representations, NAACL
    /// 2013.
    ///
    /// @param n how many, at most
    /// @throws IllegalArgumentException if one of them has no vector
    public List<Neighbour> analogy(String a, String b, String c, int n) {
        double[] va = unit[number(a)];
        double[] vb = unit[number(b)];
        double[] vc = unit[number(c)];
        double[] wanted = new double[width()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = vb[i] - va[i] + vc[i];
        }
        normalise(wanted);
        return nearest(wanted, n, new HashSet<>(List.of(a, b, c)));
    }

    private List<Neighbour> nearest(double[] to, int n, Set<String> without) {
        List<Neighbour> all = new ArrayList<>();
        for (int i = 0; i < unit.length; i++) {
            if (!without.contains(words.get(i))) {
                all.add(new Neighbour(words.get(i), dot(unit[i], to)));
            }
        }
        // Among equals the order of the words, for the sort is stable.
        all.sort(Comparator.comparingDouble(Neighbour::cosine).reversed());
        return List.copyOf(all.subList(0, Math.clamp(n, 0, all.size())));
    }
}
