package dev.costate.ops;

import dev.costate.Tensor;

/// The factors of `a = q r`.
///
/// @param q orthonormal columns, `T[..., m, k]`
/// @param r upper triangular, `T[..., k, n]`
public record Qr(Tensor q, Tensor r) {}
