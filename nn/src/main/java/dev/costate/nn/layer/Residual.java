package dev.costate.nn.layer;

import dev.costate.Tensor;

/// `x + inner(x)`.
///
/// Source: He, Zhang, Ren and Sun, Deep residual learning for image recognition, arXiv 1512.03385.
///
/// @param inner gives the shape that it takes
/// @param <L> the layer's type
public record Residual<L extends Layer>(L inner) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
        var y = inner.apply(x);
        if (!y.shape().equals(x.shape())) {
            throw new IllegalArgumentException(
                    "Residual: the layer makes " + y.shape() + " of " + x.shape() + "; both have to be equal");
        }
        return x.add(y);
    }
}
