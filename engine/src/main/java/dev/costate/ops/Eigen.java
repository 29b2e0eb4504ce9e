package dev.costate.ops;

import dev.costate.Tensor;

/// Eigenvalues and eigenvectors, `a vectors = vectors diag(values)`.
///
/// @param values the eigenvalues, ascending, `T[..., n]`
/// @param vectors orthonormal, one a column, `T[..., n, n]`
public record Eigen(Tensor values, Tensor vectors) {}
