package dev.costate.nn.layer;

import dev.costate.Tensor;

/// A layer that takes one tensor and gives one, and has nothing to draw at random when it is applied.
public interface Layer {
    /// What the layer makes of `x`.
    Tensor apply(Tensor x);
}
