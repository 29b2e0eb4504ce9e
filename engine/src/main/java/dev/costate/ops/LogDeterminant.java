package dev.costate.ops;

import dev.costate.Tensor;

/// A determinant that may be too large or too small for a number, `sign exp(log)`.
///
/// @param sign 1, -1, or 0 where the matrix is singular
/// @param log the logarithm of the absolute value, -infinity where the matrix is singular
public record LogDeterminant(Tensor sign, Tensor log) {}
