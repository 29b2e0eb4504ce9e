package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.nn.init.Initialiser;
import dev.costate.nn.init.Initialisers;
import dev.costate.ops.Convolutions;
import dev.costate.ops.Window;
import dev.costate.random.Key;
import java.util.Optional;

/// A convolution over two axes, plus a bias: `[...,in,height,width] -> [...,out,height,width]`, see
/// [Convolutions#convolve(Tensor, Tensor, Window, int)].
///
/// ```java
/// import dev.costate.*;
/// import dev.costate.nn.layer.*;
/// import dev.costate.ops.*;
/// import dev.costate.random.*;
///
/// Conv2d layer = new Conv2d(Key.of(0), 3, 8, 5, Window.over(2).stride(2).padding(2));
/// IO.println(layer.apply(Tensor.ones(10, 3, 32, 32)).shape());  // -> [10,8,16,16]
/// ```
///
/// Added places hold zeros; PyTorch's other padding modes are not offered.
///
/// @param weight `[out,in / groups,height,width]`, as in PyTorch
/// @param bias `[out]`, if there is one
/// @param window how the kernel moves: stride, padding, dilation
/// @param groups in how many parts the channels are, each with kernels of its own
public record Conv2d(Tensor weight, Optional<Tensor> bias, Window window, int groups) implements Layer {
    public Conv2d {
        Convolving.checkAxes("Conv2d", window, 2);
    }

    /// A kernel of `size` by `size` places. Weights and bias as PyTorch draws them: uniform from `-1 / sqrt(n)`
    /// to `1 / sqrt(n)` for sums of `n` products, float32.
    public Conv2d(Key key, int in, int out, int size, Window window) {
        this(key, DType.FLOAT32, in, out, size, size, window, 1, Initialisers.torch(), Initialisers.torch());
    }

    /// Weights and bias drawn by initialisers.
    ///
    /// @throws IllegalArgumentException if the channels are no multiple of the groups
    public Conv2d(
            Key key,
            DType dtype,
            int in,
            int out,
            int height,
            int width,
            Window window,
            int groups,
            Initialiser weight,
            Initialiser bias) {
        this(
                withoutBias(key.split().first(), dtype, in, out, height, width, window, groups, weight),
                key.split().second(),
                bias);
    }

    private Conv2d(Conv2d layer, Key key, Initialiser bias) {
        this(
                layer.weight,
                Optional.of(Convolving.bias(key, bias, layer.weight.dim(0), layer.weight)),
                layer.window,
                layer.groups);
    }

    /// A layer without bias.
    ///
    /// @throws IllegalArgumentException if the channels are no multiple of the groups
    public static Conv2d withoutBias(
            Key key,
            DType dtype,
            int in,
            int out,
            int height,
            int width,
            Window window,
            int groups,
            Initialiser weight) {
        var kernel = Convolving.kernel("Conv2d", key, dtype, weight, groups, out, in, height, width);
        return new Conv2d(kernel, Optional.empty(), window, groups);
    }

    @Override
    public Tensor apply(Tensor x) {
        Convolving.check("Conv2d", x, weight.dim(1) * groups, window);
        Convolving.checkReach(
                "Conv2d", "kernel", x, weight.shape().slice(2, weight.rank()).dims(), window);
        return Convolving.add(Convolutions.convolve(x, weight, window, groups), bias, window);
    }
}
