package dev.costate.bench.measure;

import java.util.List;

/// Where a tensor's elements lie: row-major, little-endian, nothing else in the file.
///
/// @param name what it is called
/// @param dtype `f32`, `f64`, `i32` or `i64`
/// @param shape its extents
/// @param file the file, beside the manifest
record TensorFile(String name, String dtype, List<Integer> shape, String file) {}
