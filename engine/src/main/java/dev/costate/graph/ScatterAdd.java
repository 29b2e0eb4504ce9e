package dev.costate.graph;

/// Adds windows where [Gather] would read them: `x: T[B ++ D], i: i32[B ++ I ++ [k]], u: T[B ++ I ++ W] -> T[B
/// ++ D]`.
///
/// Windows that overlap add up, in row-major order of `I`. Starts are clamped as in [Gather].
///
/// @param batchAxes the number of leading axes `B` that all three share
/// @param indexedAxes the `k` axes of `D` that the indices address
public record ScatterAdd(int batchAxes, Axes indexedAxes) implements Op {}
