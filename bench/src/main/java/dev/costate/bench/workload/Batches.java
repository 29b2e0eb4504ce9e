package dev.costate.bench.workload;

import dev.costate.Tensor;

/// Batches that a `scan` goes over, a step each.
///
/// @param x the inputs, with the steps along axis 0
/// @param y the targets, with the steps along axis 0
record Batches(Tensor x, Tensor y) {}
