package dev.costate;

import java.util.SequencedMap;

/// The result of a function and the values that were tapped on the way.
///
/// @param <R> the type of the result
/// @param value the result
/// @param taps the tapped values by label; one inside `scan` is stacked over the steps, a label used again
///     gets `#2`, `#3`
public record Tapped<R>(R value, SequencedMap<String, Tensor> taps) {}
