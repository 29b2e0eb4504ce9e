package dev.costate.graph;

/// The elements at `starts + k * strides`, below `limits`: `x: T[S] -> T[...]`, of extent
/// `ceil((limit - start) / stride)` along each axis.
///
/// @param starts the first index on each axis
/// @param limits the bound of the indices on each axis, not below `starts`
/// @param strides the steps, at least 1
public record Slice(Axes starts, Axes limits, Axes strides) implements Op {}
