package dev.costate.graph;

/// The general contraction, `y[b, i, j] = sum_k x[b, i, k] w[b, j, k]`: sums products over the contracted axes
/// `k`, separately for each index of the batch axes `b`.
///
/// `x: T[...], w: T[...] -> T[B ++ I ++ J]`: first the batch axes, then the left operand's remaining ones,
/// then the right one's, each in their order. A matrix product contracts axis 1 with axis 0.
///
/// @param lhsBatch the left operand's batch axes
/// @param rhsBatch the right operand's, in the same order
/// @param lhsContract the left operand's contracted axes
/// @param rhsContract the right operand's, in the same order
public record Dot(Axes lhsBatch, Axes rhsBatch, Axes lhsContract, Axes rhsContract) implements Op {}
