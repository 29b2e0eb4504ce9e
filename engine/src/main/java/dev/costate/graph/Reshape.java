package dev.costate.graph;

import dev.costate.Shape;

/// The same elements in row-major order under another shape: `x: T[S] -> T[shape]`.
///
/// @param shape the result's shape, of the same size
public record Reshape(Shape shape) implements Op {}
