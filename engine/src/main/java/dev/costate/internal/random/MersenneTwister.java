package dev.costate.internal.random;

/// MT19937: M. Matsumoto, T. Nishimura, "Mersenne twister: a 623-dimensionally equidistributed uniform
/// pseudo-random number generator", ACM TOMACS 8 (1998), seeded as the authors' revision of 2002 does, which is
/// what NumPy's legacy generator uses.
///
/// Mutable and not synchronised.
public final class MersenneTwister {
    private static final int N = 624;
    private static final int M = 397;
    private static final int MATRIX = 0x9908B0DF;
    private static final int UPPER = 0x8000_0000;
    private static final int LOWER = 0x7FFF_FFFF;

    private final int[] state = new int[N];
    private int next;

    /// The generator that the 32 bits of `seed` start.
    public MersenneTwister(int seed) {
        start(seed);
    }

    /// The generator that a key of one or more 32-bit words starts, for seeds beyond 32 bits.
    public MersenneTwister(int[] key) {
        start(19650218);
        int i = 1;
        int j = 0;
        for (int k = Math.max(N, key.length); k > 0; k--) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1664525)) + key[j] + j;
            i++;
            if (i == N) {
                state[0] = state[N - 1];
                i = 1;
            }
            j = (j + 1) % key.length;
        }
        for (int k = N - 1; k > 0; k--) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1566083941)) - i;
            i++;
            if (i == N) {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        state[0] = UPPER; // whatever the key, the state is not all zeros
    }

    /// Returns 32 random bits.
    public int nextInt() {
        if (next == N) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >>> 18);
    }

    /// Returns 64 random bits: two draws, the first one high.
    public long nextLong() {
        long high = nextInt();
        return (high << 32) | (nextInt() & 0xFFFF_FFFFL);
    }

    /// Returns a multiple of 2^-53 in `[0, 1)`: 27 bits of one draw above 26 bits of the next.
    public double nextDouble() {
        int high = nextInt() >>> 5;
        int low = nextInt() >>> 6;
        return (((long) high << 26) | low) * 0x1p-53;
    }

    /// Returns an integer of `[0, max]`, both unsigned, by drawing as many bits as `max` has until they are not
    /// above it. A `max` below 2^32 takes one 32-bit draw a trial, 0 none.
    public long nextAtMost(long max) {
        if (max == 0) {
            return 0;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(max);
        boolean narrow = (max >>> 32) == 0;
        long value;
        do {
            value = (narrow ? nextInt() : nextLong()) & mask;
        } while (Long.compareUnsigned(value, max) > 0);
        return value;
    }

    private void start(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        next = N;
    }

    /// Replaces the whole state by its successor.
    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & UPPER) | (state[(i + 1) % N] & LOWER);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ (-(y & 1) & MATRIX);
        }
        next = 0;
    }
}
