package dev.costate.graph;

/// The general contraction: sums products over the contracted axes, one by one over the batch axes.
///
/// The result's axes are the batch axes, then the left operand's remaining ones, then the right one's.
///
/// @param lhsBatch the left operand's batch axes
/// @param rhsBatch the right operand's, in the same order
/// @param lhsContract the left operand's contracted axes
/// @param rhsContract the right operand's, in the same order
public record Dot(Axes lhsBatch, Axes rhsBatch, Axes lhsContract, Axes rhsContract) implements Op {}
