package dev.costate.nn.words;

import java.util.function.IntToDoubleFunction;

/// Draws numbers with given weights, each draw in constant time: Walker's alias method in Vose's form.
///
/// Source: Vose, A linear algorithm for generating random numbers with a given distribution, IEEE TSE 17, 1991.
final class AliasTable {
    private final double[] keep;
    private final int[] other;

    private AliasTable(double[] keep, int[] other) {
        this.keep = keep;
        this.other = other;
    }

    /// A table of `n` numbers, `i` with a probability proportional to `weight(i)`, finite and not negative.
    static AliasTable of(int n, IntToDoubleFunction weight) {
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += weight.applyAsDouble(i);
        }
        double[] keep = new double[n];
        int[] other = new int[n];
        int[] stack = new int[n];
        // Those with less than their share are at the bottom of the stack, the others at the top.
        int small = 0;
        int large = n;
        for (int i = 0; i < n; i++) {
            keep[i] = weight.applyAsDouble(i) * n / total;
            other[i] = i;
            if (keep[i] < 1) {
                stack[small++] = i;
            } else {
                stack[--large] = i;
            }
        }
        while (small > 0 && large < n) {
            int poor = stack[--small];
            int rich = stack[large];
            other[poor] = rich;
            keep[rich] -= 1 - keep[poor];
            if (keep[rich] < 1) {
                large++;
                stack[small++] = rich;
            }
        }
        // Rounding leaves a few over, whose share is 1.
        for (int i = 0; i < small; i++) {
            keep[stack[i]] = 1;
        }
        return new AliasTable(keep, other);
    }

    int draw(Draws draws) {
        int i = draws.below(keep.length);
        return draws.uniform() < keep[i] ? i : other[i];
    }
}
