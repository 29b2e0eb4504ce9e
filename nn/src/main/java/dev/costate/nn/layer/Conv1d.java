package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.nn.init.Initialiser;
import dev.costate.nn.init.Initialisers;
import dev.costate.ops.Convolutions;
import dev.costate.ops.Window;
import dev.costate.random.Key;
import java.util.Optional;

/// A convolution over one axis, plus a bias: `[...,in,width] -> [...,out,width]`, see
/// [Convolutions#convolve(Tensor, Tensor, Window, int)].
///
/// ```java
/// import dev.costate.*;
/// import dev.costate.nn.layer.*;
/// import dev.costate.ops.*;
/// import dev.costate.random.*;
///
/// Conv1d layer = new Conv1d(Key.of(0), 3, 8, 5, Window.over(1).stride(2).padding(2));
/// IO.println(layer.apply(Tensor.ones(10, 3, 32)).shape());  // -> [10,8,16]
/// ```
///
/// Added places hold zeros; PyTorch's other padding modes are not offered.
///
/// @param weight `[out,in / groups,width]`, as in PyTorch
/// @param bias `[out]`, if there is one
/// @param window how the kernel moves: stride, padding, dilation
/// @param groups in how many parts the channels are, each with kernels of its own
public record Conv1d(Tensor weight, Optional<Tensor> bias, Window window, int groups) implements Layer {
    public Conv1d {
        Convolving.checkAxes("Conv1d", window, 1);
    }

    /// A kernel of `size` places. Weights and bias as PyTorch draws them: uniform from `-1 / sqrt(n)` to
    /// `1 / sqrt(n)` for sums of `n` products, float32.
    public Conv1d(Key key, int in, int out, int size, Window window) {
        this(key, DType.FLOAT32, in, out, size, window, 1, Initialisers.torch(), Initialisers.torch());
    }

    /// Weights and bias drawn by initialisers.
    ///
    /// @throws IllegalArgumentException if the channels are no multiple of the groups
    public Conv1d(
            Key key,
            DType dtype,
            int in,
            int out,
            int size,
            Window window,
            int groups,
            Initialiser weight,
            Initialiser bias) {
        this(
                withoutBias(key.split().first(), dtype, in, out, size, window, groups, weight),
                key.split().second(),
                bias);
    }

    private Conv1d(Conv1d layer, Key key, Initialiser bias) {
        this(
                layer.weight,
                Optional.of(Convolving.bias(key, bias, layer.weight.dim(0), layer.weight)),
                layer.window,
                layer.groups);
    }

    /// A layer without bias.
    ///
    /// @throws IllegalArgumentException if the channels are no multiple of the groups
    public static Conv1d withoutBias(
            Key key, DType dtype, int in, int out, int size, Window window, int groups, Initialiser weight) {
        var kernel = Convolving.kernel("Conv1d", key, dtype, weight, groups, out, in, size);
        return new Conv1d(kernel, Optional.empty(), window, groups);
    }

    @Override
    public Tensor apply(Tensor x) {
        Convolving.check("Conv1d", x, weight.dim(1) * groups, window);
        Convolving.checkReach(
                "Conv1d", "kernel", x, weight.shape().slice(2, weight.rank()).dims(), window);
        return Convolving.add(Convolutions.convolve(x, weight, window, groups), bias, window);
    }
}
