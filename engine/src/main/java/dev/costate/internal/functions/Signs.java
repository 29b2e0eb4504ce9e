package dev.costate.internal.functions;

/// Sign bits.
final class Signs {
    private Signs() {}

    /// The sign of x where it stands, all other bits 0.
    static <V, M> V bit(Arithmetic<V, M> a, V x) {
        return a.and(a.asBits(x), a.bits(Format.of(a.dtype()).signBit()));
    }

    /// `size`, which is not negative, with the sign of x.
    static <V, M> V copy(Arithmetic<V, M> a, V size, V x) {
        return a.asValue(a.or(a.asBits(size), bit(a, x)));
    }
}
