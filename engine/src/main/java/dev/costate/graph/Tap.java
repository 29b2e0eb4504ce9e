package dev.costate.graph;

/// The identity, which gives an intermediate value a name that probes and the doctor can read.
///
/// @param label the name
public record Tap(String label) implements Op {}
