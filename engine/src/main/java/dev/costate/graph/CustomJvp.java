package dev.costate.graph;

/// A function with a forward derivative of its author's: `x... -> y...`.
///
/// @param function the function
/// @param rule `x..., dx... -> y..., dy...`, with a `dx` and `dy` for each floating input and result; linear
///     in the `dx`
public record CustomJvp(Graph function, Graph rule) implements Op {}
