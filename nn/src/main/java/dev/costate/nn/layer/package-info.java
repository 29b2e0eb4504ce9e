/// Layers: records of their weights with a pure function `apply`.
///
/// A layer is a parameter tree, so that a net is any record, list or [dev.costate.nn.layer.Sequential] of
/// layers, and its gradient is one too. Matrices are `[in,out]` and multiply from the right, `x W + b`;
/// PyTorch's are their transposes.
@NullMarked
package dev.costate.nn.layer;

import org.jspecify.annotations.NullMarked;
