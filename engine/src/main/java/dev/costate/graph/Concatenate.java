package dev.costate.graph;

/// Joins one or more operands along an axis; their other extents agree.
///
/// @param axis the axis
public record Concatenate(int axis) implements Op {}
