package dev.costate.graph;

/// A function whose intermediate values are computed again when the reverse pass needs them, not kept: `x...
/// -> y...`.
///
/// @param function the function
public record Checkpoint(Graph function) implements Op {}
