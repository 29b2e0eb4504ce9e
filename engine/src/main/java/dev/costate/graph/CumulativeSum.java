package dev.costate.graph;

/// Running sums along an axis: `x: T[S] -> T[S]`, `y[i] = x[0] + ... + x[i]`; reversed, `x[i] + ... + x[n-1]`.
///
/// @param axis the axis
/// @param reverse from the end
public record CumulativeSum(int axis, boolean reverse) implements Op {}
