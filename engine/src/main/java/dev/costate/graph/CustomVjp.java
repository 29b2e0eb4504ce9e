package dev.costate.graph;

/// A function with a reverse derivative of its author's: `x... -> y...`.
///
/// @param function the function
/// @param forward `x... -> y..., residual...`
/// @param backward `residual..., dy... -> dx...`, with a `dy` and `dx` for each floating result and input
public record CustomVjp(Graph function, Graph forward, Graph backward) implements Op {}
