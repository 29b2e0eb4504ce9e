package dev.costate.graph;

/// The identity, with derivative zero.
public record StopGradient() implements Op {}
