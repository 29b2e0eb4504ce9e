package dev.costate;

import org.jspecify.annotations.Nullable;

/// The result of a [Costate#scan].
///
/// @param <C> the type of the carry
/// @param <Y> the type of a step's output
/// @param carry the last carry
/// @param out every step's output, stacked along axis 0
public record Scanned<C, Y extends @Nullable Object>(C carry, Y out) {}
