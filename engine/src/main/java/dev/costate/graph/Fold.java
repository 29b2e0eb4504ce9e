package dev.costate.graph;

/// Adds windows where [Unfold] would read them: `x: T[..., m, ..., size] -> T[..., extent, ...]`,
/// `y[..., s, ...] = sum of x[..., p, ..., q] over all p, q with stride p + dilation q = s`.
///
/// @param axis the axis along which the windows lie
/// @param extent the places along it
/// @param stride how far apart windows begin, at least 1
/// @param dilation how far apart neighbours in a window are, at least 1
public record Fold(int axis, int extent, int stride, int dilation) implements Op {}
