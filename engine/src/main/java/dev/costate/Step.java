package dev.costate;

import org.jspecify.annotations.Nullable;

/// What one step of a [Costate#scan] gives: the state for the next, and an output.
///
/// @param <C> the type of the carry
/// @param <Y> the type of the output
/// @param carry what the next step gets
/// @param out what is stacked over the steps; null for nothing
public record Step<C, Y extends @Nullable Object>(C carry, Y out) {}
