/// Layers: records of their weights with a pure function `apply`.
///
/// A layer is a parameter tree, so that a net is any record, list or [dev.costate.nn.layer.Sequential] of
/// layers, and its gradient is one too. Weights have PyTorch's names and shapes: a matrix is `[out,in]`, `x W^T + b`.
@NullMarked
package dev.costate.nn.layer;

import org.jspecify.annotations.NullMarked;
