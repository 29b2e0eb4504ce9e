package dev.costate.numerics.bvp;

/// The tree of constants of a problem that has none.
public record NoConstants() {}
