package dev.costate.lab;

import org.jspecify.annotations.Nullable;

/// A claim that a run was held to.
///
/// `expected` and `measured` are plain values (see [PlainValue]): numbers, texts, booleans or lists of them.
///
/// @param name what was measured
/// @param expected the value claimed; for a one-sided claim a text such as `at least 100`
/// @param measured the value found
/// @param tolerance the largest absolute difference allowed; 0 asks for equality
/// @param holds whether the measured value is as claimed
public record Fact(
        String name, @Nullable Object expected, @Nullable Object measured, double tolerance, boolean holds) {}
