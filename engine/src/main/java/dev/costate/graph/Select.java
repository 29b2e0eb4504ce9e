package dev.costate.graph;

/// A choice, elementwise: `p: bool[S], a: T[S], b: T[S] -> y: T[S]`, `y = p ? a : b`.
public record Select() implements Op {}
