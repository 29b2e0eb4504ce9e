package dev.costate.nn.data.prepare;

import dev.costate.Tensor;

/// The numbers of the examples to train with, to choose by, and to judge by at the end: each in one part.
///
/// [Batches#take] makes the parts of them.
///
/// @param train `i32[a]`
/// @param validation `i32[b]`
/// @param test `i32[c]`
public record Split(Tensor train, Tensor validation, Tensor test) {}
