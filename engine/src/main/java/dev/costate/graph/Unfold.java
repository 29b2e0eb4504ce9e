package dev.costate.graph;

/// The windows along an axis, each on a new last axis: `x: T[..., n, ...] -> T[..., m, ..., size]`,
/// `y[..., p, ..., q] = x[..., stride p + dilation q, ...]`.
///
/// There are as many as lie inside, `m = (n - ((size - 1) dilation + 1)) / stride + 1`. They may overlap, or
/// leave gaps.
///
/// @param axis the axis
/// @param size the places of a window, at least 1
/// @param stride how far apart windows begin, at least 1
/// @param dilation how far apart neighbours in a window are, at least 1
public record Unfold(int axis, int size, int stride, int dilation) implements Op {
    /// How many windows there are in `n` places.
    public int windows(int n) {
        int room = n - Convolution.span(size, dilation);
        return room < 0 ? 0 : room / stride + 1;
    }
}
