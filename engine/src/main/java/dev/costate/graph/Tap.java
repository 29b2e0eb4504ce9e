package dev.costate.graph;

/// The identity, `x: T[S] -> T[S]`, which gives an intermediate value a name that tools can read (see
/// [dev.costate.Costate#withTaps]).
///
/// @param label the name
public record Tap(String label) implements Op {}
