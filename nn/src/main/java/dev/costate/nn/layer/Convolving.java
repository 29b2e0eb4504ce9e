package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.init.Fans;
import dev.costate.nn.init.Initialiser;
import dev.costate.ops.Window;
import dev.costate.random.Key;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What the convolutional layers share.
final class Convolving {
    private Convolving() {}

    /// The kernel `[first, second, sizes]` of a layer of `groups`, with the fans that PyTorch takes: in are
    /// `second` channels times the window, of a transposed layer too.
    static Tensor kernel(
            String layer, Key key, DType dtype, Initialiser weight, int groups, int first, int second, int... sizes) {
        if (first < 1 || second < 1) {
            throw new IllegalArgumentException(
                    layer + ": " + first + " and " + second + " channels; expected at least 1 each");
        }
        if (groups < 1 || first % groups != 0 || second % groups != 0) {
            throw new IllegalArgumentException(
                    layer + ": " + first + " and " + second + " channels cannot be divided into " + groups + " groups");
        }
        var shape = Shape.of(first, second / groups).concat(Shape.of(sizes));
        return weight.draw(key, dtype, shape, fans(shape));
    }

    /// A bias of `channels` for a layer with this kernel.
    static Tensor bias(Key key, Initialiser bias, int channels, Tensor kernel) {
        return bias.draw(key, kernel.dtype(), Shape.of(channels), fans(kernel.shape()));
    }

    private static Fans fans(Shape kernel) {
        var window = kernel.slice(2, kernel.rank()).size();
        return new Fans(kernel.dim(1) * window, kernel.dim(0) * window);
    }

    /// No output padding.
    static List<Integer> none(Window window) {
        return Collections.nCopies(window.axes(), 0);
    }

    /// `y + bias`, channel by channel.
    static Tensor add(Tensor y, Optional<Tensor> bias, Window window) {
        if (bias.isEmpty()) {
            return y;
        }
        var along = bias.get().shape();
        for (var axis = 0; axis < window.axes(); axis++) {
            along = along.insert(along.rank(), 1);
        }
        return y.add(bias.get().reshape(along));
    }

    /// Fails unless the window is over so many axes.
    static void checkAxes(String layer, Window window, int axes) {
        if (window.axes() != axes) {
            throw new IllegalArgumentException(
                    layer + ": the window is over " + window.axes() + " axes; give Window.over(" + axes + ")");
        }
    }

    /// Fails unless a kernel or window of these sizes lies within the input and what is added around it.
    static void checkReach(String layer, String what, Tensor x, int[] sizes, Window window) {
        for (var d = 0; d < window.axes(); d++) {
            var axis = x.rank() - window.axes() + d;
            var span = (sizes[d] - 1) * window.dilations().get(d) + 1;
            var places = window.low().get(d) + x.dim(axis) + window.high().get(d);
            if (span > places) {
                throw new IllegalArgumentException(layer + ": the " + what + " reaches over " + span
                        + " places, and the input " + x.shape() + " has " + places
                        + (places == x.dim(axis) ? "" : ", added ones among them,") + " along axis " + axis
                        + "; add padding, or take a smaller " + what);
            }
        }
    }

    /// Fails unless the input has `channels` before the axes of the window.
    static void check(String layer, Tensor x, int channels, Window window) {
        var axis = x.rank() - window.axes() - 1;
        if (axis < 0 || x.dim(axis) != channels) {
            throw new IllegalArgumentException(layer + " of " + channels + " channels: the input is " + x.shape()
                    + "; it has to be [..., " + channels + (window.axes() == 1 ? ", width]" : ", height, width]"));
        }
    }
}
