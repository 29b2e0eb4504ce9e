package dev.costate.graph;

import java.util.List;

/// Runs one of several branches: `index: i32[], operands... -> results...`; the index is clamped to the
/// branches there are.
///
/// @param branches graphs of one signature, `operands... -> results...`
public record Cond(List<Graph> branches) implements Op {}
