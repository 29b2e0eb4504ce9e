package dev.costate.graph;

import dev.costate.DType;
import dev.costate.Shape;

/// Counts along one axis: `() -> y`, `y[i] = i[axis]`.
///
/// @param shape the result's shape
/// @param axis the axis along which it counts
/// @param dtype the result's element type, not `BOOL`
public record Iota(Shape shape, int axis, DType dtype) implements Op {}
