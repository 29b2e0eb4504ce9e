package dev.costate.nn.data;

import dev.costate.Shape;
import java.util.Arrays;

/// Extents that a file claims, before they are trusted.
///
/// @param dims as they stand in the file
record Extents(long... dims) {
    /// The number of elements, or -1 if an extent is negative or the product is over 2^63 - 1.
    long size() {
        var size = 1L;
        for (var d : dims) {
            if (d < 0) {
                return -1;
            }
        }
        if (Arrays.stream(dims).anyMatch(d -> d == 0)) {
            return 0;
        }
        for (var d : dims) {
            if (Math.multiplyHigh(size, d) != 0 || size * d < 0) {
                return -1;
            }
            size *= d;
        }
        return size;
    }

    /// The number of bytes of elements of `width` bytes each, or -1 as in [#size].
    long bytes(int width) {
        var size = size();
        return size > Long.MAX_VALUE / width ? -1 : size < 0 ? -1 : size * width;
    }

    /// Whether a tensor can have them: each extent and their product at most 2^31 - 1.
    boolean fit() {
        var size = size();
        return size >= 0 && size <= Integer.MAX_VALUE && Arrays.stream(dims).allMatch(d -> d <= Integer.MAX_VALUE);
    }

    Shape shape() {
        return Shape.of(Arrays.stream(dims).mapToInt(Math::toIntExact).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extents(var those) && Arrays.equals(dims, those);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
        return Arrays.toString(dims).replace(" ", "");
    }
}
