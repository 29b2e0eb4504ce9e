package dev.costate.graph;

/// Joins one or more operands along an axis: `T[A, n, B], T[A, m, B], ... -> T[A, n + m + ..., B]`.
///
/// @param axis the axis
public record Concatenate(int axis) implements Op {}
