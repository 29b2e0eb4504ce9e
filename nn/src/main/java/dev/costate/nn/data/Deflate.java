package dev.costate.nn.data;

/// How far the method of zip and gzip can pack.
///
/// Source: RFC 1951: the longest match has 258 bytes, and takes two bits at the least (a length and a
/// distance of one bit each).
final class Deflate {
    private static final long MOST_BYTES_OF_ONE = 258 * 4;

    private Deflate() {}

    /// The most bytes that `packed` ones can hold.
    static long most(long packed) {
        return packed > Long.MAX_VALUE / MOST_BYTES_OF_ONE ? Long.MAX_VALUE : packed * MOST_BYTES_OF_ONE;
    }
}
