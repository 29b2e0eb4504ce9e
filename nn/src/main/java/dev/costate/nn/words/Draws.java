package dev.costate.nn.words;

import dev.costate.random.Key;

/// Random numbers on the host, the same on every machine: SplitMix64.
///
/// Source: Steele, Lea, Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
final class Draws {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Draws(Key key) {
        int[] words = key.words().toInts();
        state = ((long) words[0] << Integer.SIZE) ^ (words[1] & 0xFFFF_FFFFL);
    }

    private long next() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// From 0 to 1, 1 excluded, in steps of 2^-53.
    double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /// From 0 to `bound` - 1; a number is more likely than another by at most `bound / 2^32`.
    int below(int bound) {
        return (int) (((next() >>> Integer.SIZE) * bound) >>> Integer.SIZE);
    }
}
