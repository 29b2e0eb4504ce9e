package dev.costate;

/// The value of a function and its derivative along a direction.
///
/// @param <R> the type of the result
/// @param value the result
/// @param tangent `J dx`, zeros for leaves that are not floating
public record Jvp<R>(R value, R tangent) {}
