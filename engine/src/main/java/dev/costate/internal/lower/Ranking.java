package dev.costate.internal.lower;

import dev.costate.Type;

/// The order of the elements along one axis, the other axes parallel: two results, the first `count` elements in
/// order and their places, `int32`.
///
/// ```
/// for p in extents without axis:           // in any order, on any thread
///   places = 0, 1, ... sorted by x[p, place], stable
///   for i in 0..count:
///     values[p, i] = x[p, places[i]]; result[p, i] = places[i]
/// ```
///
/// What comes before what is said by [dev.costate.graph.Sort]. It reads every element more than once, so that its
/// operand is always stored.
///
/// @param operand the operand's type
/// @param axis the axis
/// @param count how many of the elements are wanted
/// @param descending from the largest to the smallest
public record Ranking(Type operand, int axis, int count, boolean descending) implements Lowered {}
