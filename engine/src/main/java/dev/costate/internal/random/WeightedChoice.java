package dev.costate.internal.random;

import java.util.Arrays;

/// Drawing indices with given probabilities, as NumPy's `RandomState.choice` does.
public final class WeightedChoice {
    /// NumPy's tolerance for the sum, the square root of the double's epsilon.
    private static final double SUM_TOLERANCE = 0x1p-26;

    private WeightedChoice() {}

    /// Throws unless `p` is a distribution over `n` indices: `n` numbers that are not negative and sum to 1.
    ///
    /// @throws IllegalArgumentException naming the first defect
    public static void check(int n, double[] p) {
        if (p.length != n) {
            throw new IllegalArgumentException(
                    "choice: " + p.length + " probabilities for " + n + " elements; give one for each");
        }
        double sum = 0;
        double lost = 0; // Kahan's summation
        for (int i = 0; i < n; i++) {
            if (!(p[i] >= 0)) {
                throw new IllegalArgumentException(
                        "choice: probability " + i + " is " + p[i] + "; each must be a number and not negative");
            }
            double term = p[i] - lost;
            double next = sum + term;
            lost = (next - sum) - term;
            sum = next;
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "choice: the probabilities sum to " + sum + ", not 1; divide by the sum");
        }
    }

    /// Draws `size` indices independently, each by inverting the cumulated `p`.
    public static int[] withReplacement(MersenneTwister twister, double[] p, int size) {
        double[] cumulated = cumulated(p);
        int[] drawn = new int[size];
        for (int i = 0; i < size; i++) {
            drawn[i] = invert(cumulated, twister.nextDouble());
        }
        return drawn;
    }

    /// Draws `size` different indices: rounds of as many draws as are still missing, of which the new ones are
    /// kept, in the order of their first appearance, and are impossible in the rounds that follow.
    ///
    /// @throws IllegalArgumentException if fewer than `size` probabilities are positive
    public static int[] withoutReplacement(MersenneTwister twister, double[] p, int size) {
        long possible = Arrays.stream(p).filter(weight -> weight > 0).count();
        if (possible < size) {
            throw new IllegalArgumentException("choice: " + size + " different elements are wanted and only " + possible
                    + " have a positive probability; draw fewer, or with replacement");
        }
        double[] left = p.clone();
        int[] found = new int[size];
        int count = 0;
        while (count < size) {
            double[] cumulated = cumulated(left);
            for (int missing = size - count; missing > 0; missing--) {
                int index = invert(cumulated, twister.nextDouble());
                if (left[index] > 0) {
                    left[index] = 0;
                    found[count++] = index;
                }
            }
        }
        return found;
    }

    private static double[] cumulated(double[] p) {
        double[] sums = p.clone();
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        double total = sums[sums.length - 1];
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= total;
        }
        return sums;
    }

    /// The number of sums that are not above `u`, which is below the last, 1.
    private static int invert(double[] cumulated, double u) {
        int low = 0;
        int high = cumulated.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulated[middle] <= u) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
