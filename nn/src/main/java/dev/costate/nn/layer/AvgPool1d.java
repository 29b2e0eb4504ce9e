package dev.costate.nn.layer;

import dev.costate.Tensor;
import dev.costate.ops.Pooling;
import dev.costate.ops.Window;
import java.util.Collections;
import java.util.List;

/// The mean of each window over one axis, `[...,width] -> [...,width]`. See
/// [Pooling#mean(Tensor, int[], Window, boolean)].
///
/// PyTorch's `ceil_mode` and `divisor_override` are not offered.
///
/// @param sizes the places of the window along each axis
/// @param window how it moves: stride and padding
/// @param countIncludePad whether added places count, as zeros
public record AvgPool1d(List<Integer> sizes, Window window, boolean countIncludePad) implements Layer {
    public AvgPool1d {
        sizes = List.copyOf(sizes);
        Convolving.checkAxes("AvgPool1d", window, 1);
    }

    /// A window of `size` places that moves by its size.
    public AvgPool1d(int size) {
        this(size, Window.over(1).stride(size));
    }

    /// A window of `size` places.
    public AvgPool1d(int size, Window window) {
        this(Collections.nCopies(1, size), window, true);
    }

    @Override
    public Tensor apply(Tensor x) {
        var places = sizes.stream().mapToInt(Integer::intValue).toArray();
        Pooled.check("AvgPool1d", x, places, window);
        return Pooling.mean(x, places, window, countIncludePad);
    }
}
