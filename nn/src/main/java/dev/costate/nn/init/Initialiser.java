package dev.costate.nn.init;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;

/// A way to draw weights. [Initialisers] has the usual ones.
@FunctionalInterface
public interface Initialiser {
    /// Draws weights.
    ///
    /// @param key where the randomness comes from
    /// @param dtype a floating-point element type
    /// @param shape theirs
    /// @param fans of the layer that they are for
    Tensor draw(Key key, DType dtype, Shape shape, Fans fans);

    /// Draws weights `[out,in]` or `[out,in,receptive field...]`, whose fans are [Fans#of].
    default Tensor draw(Key key, DType dtype, Shape shape) {
        return draw(key, dtype, shape, Fans.of(shape));
    }
}
