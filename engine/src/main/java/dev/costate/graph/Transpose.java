package dev.costate.graph;

/// Permutes the axes: axis `i` of the result is axis `permutation[i]` of the operand, and has its extent.
///
/// @param permutation a permutation of the operand's axes
public record Transpose(Axes permutation) implements Op {}
