package dev.costate.graph;

/// The identity, `x: T[S] -> T[S]`, with derivative zero.
public record StopGradient() implements Op {}
