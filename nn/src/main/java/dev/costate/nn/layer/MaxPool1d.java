package dev.costate.nn.layer;

import dev.costate.Tensor;
import dev.costate.ops.Pooling;
import dev.costate.ops.Window;
import java.util.Collections;
import java.util.List;

/// The largest element of each window over one axis, `[...,width] -> [...,width]`; its derivative goes to
/// the first of the largest. See [Pooling#max(Tensor, int[], Window)].
///
/// PyTorch's `return_indices` is not offered.
///
/// @param sizes the places of the window along each axis
/// @param window how it moves: stride, padding, dilation
/// @param ceilMode whether places that the stride leaves over at the end have a window too, which reaches
///        beyond it
public record MaxPool1d(List<Integer> sizes, Window window, boolean ceilMode) implements Layer {
    public MaxPool1d {
        sizes = List.copyOf(sizes);
        Convolving.checkAxes("MaxPool1d", window, 1);
    }

    /// A window of `size` places that moves by its size.
    public MaxPool1d(int size) {
        this(size, Window.over(1).stride(size));
    }

    /// A window of `size` places.
    public MaxPool1d(int size, Window window) {
        this(Collections.nCopies(1, size), window, false);
    }

    @Override
    public Tensor apply(Tensor x) {
        var places = sizes.stream().mapToInt(Integer::intValue).toArray();
        Pooled.check("MaxPool1d", x, places, window);
        return Pooling.max(x, places, ceilMode ? Pooled.toTheEnd(x, places, window) : window);
    }
}
