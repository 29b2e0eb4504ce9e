package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.nn.init.Initialiser;
import dev.costate.nn.init.Initialisers;
import dev.costate.ops.Convolutions;
import dev.costate.ops.Window;
import dev.costate.random.Key;
import java.util.List;
import java.util.Optional;

/// The transpose of a convolution over two axes, plus a bias: `[...,in,height,width] ->
/// [...,out,height,width]`, of extent `(n - 1) stride + (size - 1) dilation + 1 - 2 padding + outputPadding`
/// along each axis; see [Convolutions#transposed(Tensor, Tensor, Window, int, int...)].
///
/// @param weight `[in,out / groups,height,width]`, as in PyTorch
/// @param bias `[out]`, if there is one
/// @param window how the kernel of the convolution moves: stride, padding, dilation
/// @param groups in how many parts the channels are, each with kernels of its own
/// @param outputPadding how many more places there are at the end of each axis, below the stride or the
///        dilation
public record ConvTranspose2d(
        Tensor weight, Optional<Tensor> bias, Window window, int groups, List<Integer> outputPadding) implements Layer {
    public ConvTranspose2d {
        Convolving.checkAxes("ConvTranspose2d", window, 2);
        outputPadding = List.copyOf(outputPadding);
    }

    /// A kernel of `size` by `size` places. Weights and bias as PyTorch draws them: uniform from `-1 / sqrt(n)`
    /// to `1 / sqrt(n)` for `n` the outputs that an input goes into, float32.
    public ConvTranspose2d(Key key, int in, int out, int size, Window window) {
        this(
                key,
                DType.FLOAT32,
                in,
                out,
                size,
                size,
                window,
                1,
                Convolving.none(window),
                Initialisers.torch(),
                Initialisers.torch());
    }

    /// Weights and bias drawn by initialisers.
    ///
    /// @throws IllegalArgumentException if the channels are no multiple of the groups
    public ConvTranspose2d(
            Key key,
            DType dtype,
            int in,
            int out,
            int height,
            int width,
            Window window,
            int groups,
            List<Integer> outputPadding,
            Initialiser weight,
            Initialiser bias) {
        this(
                withoutBias(key.split().first(), dtype, in, out, height, width, window, groups, outputPadding, weight),
                key.split().second(),
                bias);
    }

    private ConvTranspose2d(ConvTranspose2d layer, Key key, Initialiser bias) {
        this(
                layer.weight,
                Optional.of(Convolving.bias(key, bias, layer.weight.dim(1) * layer.groups, layer.weight)),
                layer.window,
                layer.groups,
                layer.outputPadding);
    }

    /// A layer without bias.
    ///
    /// @throws IllegalArgumentException if the channels are no multiple of the groups
    public static ConvTranspose2d withoutBias(
            Key key,
            DType dtype,
            int in,
            int out,
            int height,
            int width,
            Window window,
            int groups,
            List<Integer> outputPadding,
            Initialiser weight) {
        var kernel = Convolving.kernel("ConvTranspose2d", key, dtype, weight, groups, in, out, height, width);
        return new ConvTranspose2d(kernel, Optional.empty(), window, groups, outputPadding);
    }

    @Override
    public Tensor apply(Tensor x) {
        Convolving.check("ConvTranspose2d", x, weight.dim(0), window);
        var more = outputPadding.stream().mapToInt(Integer::intValue).toArray();
        return Convolving.add(Convolutions.transposed(x, weight, window, groups, more), bias, window);
    }
}
