package dev.costate.internal.rules;

import dev.costate.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The results of an operation and their tangents; a null tangent is zero.
///
/// @param values the results
/// @param tangents a tangent for each, or null
public record Dual(List<Tensor> values, List<? extends @Nullable Tensor> tangents) {}
