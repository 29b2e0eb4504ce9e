package dev.costate.internal.interpret;

import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.RandomBits;
import dev.costate.internal.random.Threefry;

/// Random words by counter.
public final class RandomKernels {
    private RandomKernels() {}

    /// The pairs of words that each key of `[B ++ [2]]` makes of the counters `0, 1, ...`, one for every
    /// element of the shape.
    public static Array bits(RandomBits op, Array keys, Type result) {
        int[] key = (int[]) keys.storage();
        int[] y = new int[result.size()];
        int n = op.shape().size();
        for (int k = 0; k < key.length; k += 2) {
            Threefry.fill(key[k], key[k + 1], 0, y, k * n, n);
        }
        return Array.wrap(result, y);
    }
}
