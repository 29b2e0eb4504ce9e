package dev.costate.graph;

/// Collects windows: `x: T[B ++ D], i: i32[B ++ I ++ [k]] -> T[B ++ I ++ sliceSizes]`.
///
/// For every position of `I` the `k` numbers are the start of a window of `sliceSizes` along the axes
/// `indexedAxes` of `D` (it starts at 0 along the others). A start is clamped so that the window lies inside.
///
/// @param batchAxes the number of leading axes `B` that operand and indices share
/// @param indexedAxes the `k` axes of `D` that the indices address
/// @param sliceSizes the window's extent along every axis of `D`
public record Gather(int batchAxes, Axes indexedAxes, Axes sliceSizes) implements Op {}
