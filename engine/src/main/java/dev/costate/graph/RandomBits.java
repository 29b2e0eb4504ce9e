package dev.costate.graph;

import dev.costate.Shape;

/// Threefry-2x32 in counter mode: `key: i32[B ++ [2]] -> i32[B ++ shape ++ [2]]`; element `i` (row-major in
/// `shape`) is the pair of words that the key makes of the counter `(i >> 32, i)`.
///
/// @param shape the counters' shape
public record RandomBits(Shape shape) implements Op {}
