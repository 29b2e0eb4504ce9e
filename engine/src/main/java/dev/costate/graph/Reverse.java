package dev.costate.graph;

/// Reverses the order along some axes: `x: T[S] -> T[S]`, `y[i] = x[n - 1 - i]`.
///
/// @param axes the axes
public record Reverse(Axes axes) implements Op {}
