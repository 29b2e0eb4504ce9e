package dev.costate.graph;

/// A value fixed when the program was written: `() -> value`.
///
/// @param value the value
public record Constant(Array value) implements Op {}
