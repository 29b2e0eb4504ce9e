package dev.costate.internal.gemm;

/// A thread's own arrays for packed panels and for tiles at the edge, kept from product to product.
///
/// They grow to what the largest block of a product needs, which [Block] bounds: 10 MB of each element type a
/// thread; and to the kernel of a convolution, and one example of a channel.
final class Scratch {
    private static final ThreadLocal<Scratch> FLOATS = ThreadLocal.withInitial(() -> new Scratch(new Float32()));
    private static final ThreadLocal<Scratch> DOUBLES = ThreadLocal.withInitial(() -> new Scratch(new Float64()));

    private final Elements elements;
    private final Buffer a = new Buffer();
    private final Buffer b = new Buffer();
    private final Buffer panel = new Buffer();
    private final Buffer tile = new Buffer();
    private final Buffer sums = new Buffer();

    private Scratch(Elements elements) {
        this.elements = elements;
    }

    /// This thread's arrays of `elements`.
    static Scratch of(Elements elements) {
        return switch (elements) {
            case Float32 f -> FLOATS.get();
            case Float64 f -> DOUBLES.get();
        };
    }

    /// For panels of A, at least `length` elements.
    Object a(int length) {
        return a.get(elements, length);
    }

    /// For panels of B, at least `length` elements.
    Object b(int length) {
        return b.get(elements, length);
    }

    /// For a panel of B that the first of its tiles copies, at least `length` elements.
    Object panel(int length) {
        return panel.get(elements, length);
    }

    /// For a tile, at least `length` elements.
    Object tile(int length) {
        return tile.get(elements, length);
    }

    /// For sums that do not lie as in the result, at least `length` elements.
    Object sums(int length) {
        return sums.get(elements, length);
    }

    private static final class Buffer {
        private Object array = new Object[0];
        private int length = -1;

        Object get(Elements elements, int wanted) {
            if (wanted > length) {
                array = elements.allocate(wanted);
                length = wanted;
            }
            return array;
        }
    }
}
