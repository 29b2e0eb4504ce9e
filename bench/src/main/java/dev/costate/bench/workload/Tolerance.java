package dev.costate.bench.workload;

/// How far two results may be apart: `|a - b| <= absolute + relative max |b|`, the maximum over the tensor.
///
/// @param relative the factor of the largest element
/// @param absolute what is allowed beside
/// @param reason why they are apart at all
public record Tolerance(double relative, double absolute, String reason) {}
