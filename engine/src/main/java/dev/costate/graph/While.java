package dev.costate.graph;

/// A loop that runs while a condition holds: `conditionConsts..., bodyConsts..., carry... -> carry...`.
///
/// @param condition `conditionConsts..., carry... -> bool[]`
/// @param body `bodyConsts..., carry... -> carry...`
/// @param conditionConsts how many operands the condition alone sees unchanged
/// @param bodyConsts how many operands the body alone sees unchanged
public record While(Graph condition, Graph body, int conditionConsts, int bodyConsts) implements Op {}
