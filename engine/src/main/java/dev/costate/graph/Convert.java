package dev.costate.graph;

import dev.costate.DType;

/// A change of element type: `x: T[S] -> U[S]`.
///
/// To a floating type: the nearest value. From floating to integer: toward zero, saturating, NaN to 0. To
/// `BOOL`: whether it differs from 0. Between integers: the low bits.
///
/// @param dtype the result's element type
public record Convert(DType dtype) implements Op {}
