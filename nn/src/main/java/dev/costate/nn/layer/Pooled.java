package dev.costate.nn.layer;

import dev.costate.Tensor;
import dev.costate.ops.Window;

/// What the pooling layers share.
final class Pooled {
    private Pooled() {}

    /// Fails unless the window's axes are the last ones of the input and it fits in there.
    static void check(String layer, Tensor x, int[] sizes, Window window) {
        if (sizes.length != window.axes()) {
            throw new IllegalArgumentException(layer + ": " + sizes.length + " sizes for a window over " + window.axes()
                    + "; give one for each axis");
        }
        if (x.rank() < window.axes()) {
            throw new IllegalArgumentException(layer + ": the input is " + x.shape() + "; it has to be [..., "
                    + (window.axes() == 1 ? "width]" : "height, width]"));
        }
        Convolving.checkReach(layer, "window", x, sizes, window);
    }

    /// The window with so many places more at the end that all of the input is in some window; none begins
    /// beyond the input, as in PyTorch's `ceil_mode`.
    static Window toTheEnd(Tensor x, int[] sizes, Window window) {
        var axes = window.axes();
        var low = window.low().stream().mapToInt(Integer::intValue).toArray();
        var high = window.high().stream().mapToInt(Integer::intValue).toArray();
        for (var d = 0; d < axes; d++) {
            var n = x.dim(x.rank() - axes + d);
            int stride = window.strides().get(d);
            var span = (sizes[d] - 1) * window.dilations().get(d) + 1;
            var left = Math.floorMod(low[d] + n + high[d] - span, stride);
            var start = low[d] + n + high[d] - span - left + stride;
            if (left > 0 && start < low[d] + n) {
                high[d] += stride - left;
            }
        }
        return window.padding(low, high);
    }
}
