package dev.costate.graph;

/// The tangent of a [CustomVjp]: a linear map known by its transpose, `residual..., dx... -> dy...`.
///
/// Reverse mode runs `backward` as its author wrote it. Forward mode transposes it, which needs it to be
/// linear.
///
/// @param backward `residual..., dy... -> dx...`
/// @param residuals how many of the operands are residuals
public record CustomLinear(Graph backward, int residuals) implements Op {}
