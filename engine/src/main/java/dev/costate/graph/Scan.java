package dev.costate.graph;

/// A loop of known length: `consts..., carry..., xs... -> carry..., ys...`.
///
/// The body maps `consts..., carry..., x... -> carry..., y...`; `x` is the step's slice of `xs` along axis 0,
/// the `y`s are stacked along axis 0.
///
/// @param body one step
/// @param length the number of steps
/// @param consts how many operands every step sees unchanged
/// @param carries how many values go from step to step
/// @param reverse from the last slice to the first; the `y`s keep the order of the `xs`
public record Scan(Graph body, int length, int consts, int carries, boolean reverse) implements Op {}
