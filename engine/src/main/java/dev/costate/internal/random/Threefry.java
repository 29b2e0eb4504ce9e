package dev.costate.internal.random;

/// Threefry-2x32 with 20 rounds: a function from a 64-bit key and a 64-bit counter to 64 bits that pass for
/// random.
///
/// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011;
/// its rotation distances and the constant of its key schedule are those of the Random123 library, whose known
/// answers the tests hold.
///
/// Keys, counters and results are pairs of 32-bit words packed in a long, the first word high. Everything is a
/// pure function of its arguments: the order and the thread of the calls do not matter.
public final class Threefry {
    /// The parity constant of the Threefish key schedule, cut to 32 bits ("Skein", version 1.3, section 3.3.2).
    private static final int PARITY = 0x1BD11BDA;

    private Threefry() {}

    /// Returns both output words for a key and a counter, `(x0 << 32) | x1`.
    public static long hash(long key, long counter) {
        return hash((int) (key >>> 32), (int) key, (int) (counter >>> 32), (int) counter);
    }

    /// Returns both output words for the key words `k0, k1` and the counter words `c0, c1`, `(x0 << 32) | x1`.
    public static long hash(int k0, int k1, int c0, int c1) {
        int k2 = PARITY ^ k0 ^ k1;
        int x0 = c0 + k0;
        int x1 = c1 + k1;

        // Twenty rounds of x0 += x1; x1 = rotate(x1, r) ^ x0, with the key added after every fourth.
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 13) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 15) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 26) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 6) ^ x0;
        x0 += k1;
        x1 += k2 + 1;

        x0 += x1;
        x1 = Integer.rotateLeft(x1, 17) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 29) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 16) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 24) ^ x0;
        x0 += k2;
        x1 += k0 + 2;

        x0 += x1;
        x1 = Integer.rotateLeft(x1, 13) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 15) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 26) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 6) ^ x0;
        x0 += k0;
        x1 += k1 + 3;

        x0 += x1;
        x1 = Integer.rotateLeft(x1, 17) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 29) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 16) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 24) ^ x0;
        x0 += k1;
        x1 += k2 + 4;

        x0 += x1;
        x1 = Integer.rotateLeft(x1, 13) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 15) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 26) ^ x0;
        x0 += x1;
        x1 = Integer.rotateLeft(x1, 6) ^ x0;
        x0 += k2;
        x1 += k0 + 5;

        return ((long) x0 << 32) | (x1 & 0xFFFF_FFFFL);
    }

    /// Returns the 32 random bits of element `index`: the two words of that counter, combined by exclusive or.
    ///
    /// This is the layout of JAX with `jax_threefry_partitionable`, and so are [#bits64] and [#subkey].
    public static int bits32(long key, long index) {
        long words = hash(key, index);
        return (int) (words >>> 32) ^ (int) words;
    }

    /// Returns the 64 random bits of element `index`: the two words of that counter, the first one high.
    public static long bits64(long key, long index) {
        return hash(key, index);
    }

    /// Returns key `index` of those that `key` splits into: the two words of that counter.
    public static long subkey(long key, long index) {
        return hash(key, index);
    }

    /// Writes the words `x0, x1` of the counters `first, first + 1, ...` one after the other into `words`, from
    /// index `from` on, for `count` counters.
    public static void fill(int k0, int k1, long first, int[] words, int from, int count) {
        for (int i = 0; i < count; i++) {
            long counter = first + i;
            long pair = hash(k0, k1, (int) (counter >>> 32), (int) counter);
            words[from + 2 * i] = (int) (pair >>> 32);
            words[from + 2 * i + 1] = (int) pair;
        }
    }
}
