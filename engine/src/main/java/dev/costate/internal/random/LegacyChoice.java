package dev.costate.internal.random;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Orders and choices of equal probability, as NumPy's `RandomState` makes them.
public final class LegacyChoice {
    private LegacyChoice() {}

    /// Exchanges two elements of what is shuffled.
    @FunctionalInterface
    public interface Swap {
        /// Exchanges the elements at places `i` and `j`.
        void at(int i, int j);
    }

    /// Permutes `length` elements by Fisher and Yates's shuffle from the end.
    public static void shuffle(MersenneTwister twister, int length, Swap swap) {
        for (int i = length - 1; i > 0; i--) {
            swap.at(i, (int) twister.nextAtMost(i));
        }
    }

    /// Returns 0 to `n - 1` in random order.
    ///
    /// @throws IllegalArgumentException if `n` is negative
    public static int[] permutation(MersenneTwister twister, int n) {
        if (n < 0) {
            throw new IllegalArgumentException("permutation: n is " + n + "; it must be 0 or more");
        }
        int[] order = IntStream.range(0, n).toArray();
        shuffle(twister, n, (i, j) -> {
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        });
        return order;
    }

    /// Returns `size` of the numbers 0 to `n - 1`.
    ///
    /// @throws IllegalArgumentException if there are not as many
    public static int[] choice(MersenneTwister twister, int n, int size, boolean replace) {
        check(n, size, replace);
        if (!replace) {
            return Arrays.copyOf(permutation(twister, n), size);
        }
        int[] drawn = new int[size];
        for (int i = 0; i < size; i++) {
            drawn[i] = (int) twister.nextAtMost(n - 1);
        }
        return drawn;
    }

    /// Returns `size` of the numbers 0 to `n - 1` with the probabilities `p`.
    ///
    /// @throws IllegalArgumentException if there are not as many of positive probability, or `p` is no
    ///     distribution
    public static int[] choice(MersenneTwister twister, int n, int size, boolean replace, double[] p) {
        check(n, size, replace);
        WeightedChoice.check(n, p);
        return replace
                ? WeightedChoice.withReplacement(twister, p, size)
                : WeightedChoice.withoutReplacement(twister, p, size);
    }

    private static void check(int n, int size, boolean replace) {
        if (n < 0 || size < 0) {
            throw new IllegalArgumentException("choice: " + size + " of " + n + " elements; neither may be negative");
        }
        if (size > 0 && n == 0) {
            throw new IllegalArgumentException("choice: " + size + " of no elements; give at least one");
        }
        if (!replace && size > n) {
            throw new IllegalArgumentException(
                    "choice: " + size + " different elements are wanted of " + n + "; draw fewer, or with replacement");
        }
    }
}
