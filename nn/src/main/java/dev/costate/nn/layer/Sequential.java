package dev.costate.nn.layer;

import dev.costate.Tensor;
import dev.costate.nn.state.StateName;
import java.util.List;

/// Layers one after the other.
///
/// @param layers the first one first
public record Sequential(@StateName("#.*") List<Layer> layers) implements Layer {
    public Sequential {
        layers = List.copyOf(layers);
    }

    /// These layers one after the other.
    public static Sequential of(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    @Override
    public Tensor apply(Tensor x) {
        var y = x;
        for (var layer : layers) {
            y = layer.apply(y);
        }
        return y;
    }
}
