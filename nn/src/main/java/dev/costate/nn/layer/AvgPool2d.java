package dev.costate.nn.layer;

import dev.costate.Tensor;
import dev.costate.ops.Pooling;
import dev.costate.ops.Window;
import java.util.Collections;
import java.util.List;

/// The mean of each window over two axes, `[...,height,width] -> [...,height,width]`. See
/// [Pooling#mean(Tensor, int[], Window, boolean)].
///
/// PyTorch's `ceil_mode` and `divisor_override` are not offered.
///
/// @param sizes the places of the window along each axis
/// @param window how it moves: stride and padding
/// @param countIncludePad whether added places count, as zeros
public record AvgPool2d(List<Integer> sizes, Window window, boolean countIncludePad) implements Layer {
    public AvgPool2d {
        sizes = List.copyOf(sizes);
        Convolving.checkAxes("AvgPool2d", window, 2);
    }

    /// A window of `size` by `size` places that moves by its size.
    public AvgPool2d(int size) {
        this(size, Window.over(2).stride(size));
    }

    /// A window of `size` by `size` places.
    public AvgPool2d(int size, Window window) {
        this(Collections.nCopies(2, size), window, true);
    }

    @Override
    public Tensor apply(Tensor x) {
        var places = sizes.stream().mapToInt(Integer::intValue).toArray();
        Pooled.check("AvgPool2d", x, places, window);
        return Pooling.mean(x, places, window, countIncludePad);
    }
}
