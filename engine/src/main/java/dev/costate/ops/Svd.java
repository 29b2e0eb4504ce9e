package dev.costate.ops;

import dev.costate.Tensor;

/// A singular value decomposition, `a = u diag(s) vt`.
///
/// @param u the left singular vectors, one a column, `T[..., m, k]`
/// @param s the singular values, descending, `T[..., k]`
/// @param vt the right singular vectors, one a row, `T[..., k, n]`
public record Svd(Tensor u, Tensor s, Tensor vt) {}
