package dev.costate.lab;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the word that was probably meant.
public final class Suggestion {
    private Suggestion() {}

    /// The one of `words` that is nearest to `typed`, if it is near enough: at most a third of the letters differ,
    /// or it begins with what was typed.
    public static Optional<String> of(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> isNear(typed, word))
                .min(Comparator.comparingInt((String word) -> distance(typed, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// `; did you mean X?`, or nothing.
    public static String meant(String typed, Collection<String> words) {
        return of(typed, words).map(word -> "; did you mean " + word + "?").orElse("");
    }

    private static boolean isNear(String typed, String word) {
        var isBeginning = typed.length() >= 2 && word.startsWith(typed);
        return isBeginning || distance(typed, word) <= Math.max(1, Math.max(typed.length(), word.length()) / 3);
    }

    /// The number of letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
    static int distance(String from, String to) {
        var cost = new int[from.length() + 1][to.length() + 1];
        for (var i = 0; i <= from.length(); i++) {
            for (var j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                var differ = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + differ);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }
}
