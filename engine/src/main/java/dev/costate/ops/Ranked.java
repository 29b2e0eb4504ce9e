package dev.costate.ops;

import dev.costate.Tensor;

/// Elements in order, and where they stood.
///
/// @param values the elements
/// @param places their places along the axis, `int32`, of the same shape
public record Ranked(Tensor values, Tensor places) {}
