package dev.costate.graph;

/// The first `count` elements along an axis in order, and where each stood: `x: T[S] -> T[S'], i32[S']`, `S'`
/// being `S` with `count` at the axis.
///
/// Equal elements stay in the order of their places, ascending and descending. Zeros of both signs are equal,
/// NaNs equal each other and exceed all else, `false` comes before `true`.
///
/// @param axis the axis
/// @param count how many are wanted, from 0 to the axis' extent
/// @param descending from the largest to the smallest
public record Sort(int axis, int count, boolean descending) implements Op {}
