package dev.costate.graph;

/// Reverses the order along some axes.
///
/// @param axes the axes
public record Reverse(Axes axes) implements Op {}
