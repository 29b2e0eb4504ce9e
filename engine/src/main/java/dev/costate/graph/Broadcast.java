package dev.costate.graph;

import dev.costate.Shape;

/// Repeats along new axes: `x: T[S] -> T[shape]`; axis `i` of `x` becomes axis `axes[i]`, of the same extent.
///
/// @param shape the result's shape
/// @param axes where each of the operand's axes goes, increasing
public record Broadcast(Shape shape, Axes axes) implements Op {}
