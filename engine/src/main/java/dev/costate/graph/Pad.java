package dev.costate.graph;

/// Surrounds and dilates: `x: T[S], v: T[] -> T[...]`, with `low` copies of `v` before, `high` after, and
/// `interior` between neighbours along each axis; extent `low + n + max(n - 1, 0) * interior + high`.
///
/// @param low how many before, not negative
/// @param high how many after, not negative
/// @param interior how many between two neighbours, not negative
public record Pad(Axes low, Axes high, Axes interior) implements Op {}
