package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Axes;
import dev.costate.graph.Convolution;
import dev.costate.graph.Reverse;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Convolutions as networks have them: sums of products over channels and a window that moves along the last
/// axes.
///
/// Tensors lie as in PyTorch: channels before the axes of the window, anything before them, so `[N, C, H, W]`
/// for images and `[N, C, W]` for series, or without `N`. The kernel is not mirrored. Added places hold zeros.
public final class Convolutions {
    private Convolutions() {}

    /// `y[..., o, p] = sum_{c, q} x[..., c, stride p + dilation q - padding] w[o, c, q]`,
    /// `x: [..., C, S], w: [O, C, Q] -> [..., O, P]`.
    ///
    /// @param x the input
    /// @param kernel the kernel
    /// @param window how it moves; as many of the last axes are `S`
    public static Tensor convolve(Tensor x, Tensor kernel, Window window) {
        return convolve(x, kernel, window, 1);
    }

    /// [#convolve(Tensor, Tensor, Window)] with the channels in `groups`, each of which makes its share of the
    /// outputs from its share of the inputs alone: `x: [..., C, S], w: [O, C / groups, Q] -> [..., O, P]`.
    public static Tensor convolve(Tensor x, Tensor kernel, Window window, int groups) {
        Operands in = operands("convolve", x, kernel, window, groups);
        int channels = in.x.dim(in.lead);
        divisible("convolve", groups, channels, in.kernel.dim(0));
        if (in.kernel.dim(1) != channels / groups) {
            throw Problem.shape(
                    "convolve",
                    "the kernel " + Problem.describe(kernel) + " takes " + in.kernel.dim(1)
                            + " channels, but there are " + channels
                            + (groups == 1 ? "" : " in " + groups + " groups") + " in " + Problem.describe(x),
                    "a kernel is [out, in" + (groups == 1 ? "" : " / groups") + ", ...]");
        }
        Axes ones = Axes.repeat(1, window.axes());
        Convolution op = new Convolution(
                0, 1, axes(window.strides()), axes(window.low()), axes(window.high()), ones, axes(window.dilations()));
        inside("convolve", op, in);
        return grouped(op, in.x, in.kernel, in.lead, groups);
    }

    /// The transpose of [#convolve(Tensor, Tensor, Window, int)] in its input, which makes the window's step
    /// the input's: `x: [..., C, P], w: [C, O / groups, Q] -> [..., O, S]` of extent `(p - 1) stride + (q - 1)
    /// dilation + 1 - low - high + more`.
    ///
    /// Several extents `S` have as many positions `P`; `more` chooses among them.
    ///
    /// @param x the input
    /// @param kernel the kernel, which as that of the convolution takes `O` channels and makes `C`
    /// @param window how it moves
    /// @param groups in how many parts the channels are
    /// @param more how many places there are at the end that no position reached, for each axis, below the
    ///        stride or the dilation; none given means 0
    public static Tensor transposed(Tensor x, Tensor kernel, Window window, int groups, int... more) {
        Operands in = operands("transposed", x, kernel, window, groups);
        int channels = in.x.dim(in.lead);
        if (in.kernel.dim(0) != channels) {
            throw Problem.shape(
                    "transposed",
                    "the kernel " + Problem.describe(kernel) + " takes " + in.kernel.dim(0)
                            + " channels, but there are " + channels + " in " + Problem.describe(x),
                    "a transposed kernel is [in, out / groups, ...]");
        }
        divisible("transposed", groups, channels, channels);
        int s = window.axes();
        int[] extra = more.length == 0 ? new int[s] : more;
        int[] low = new int[s];
        int[] high = new int[s];
        for (int d = 0; d < s; d++) {
            int limit = Math.max(window.strides().get(d), window.dilations().get(d));
            if (extra.length != s || extra[d] < 0 || extra[d] >= limit) {
                throw Problem.argument(
                        "transposed",
                        "more places " + Arrays.toString(extra) + " with strides " + window.strides()
                                + " and dilations " + window.dilations(),
                        "give a number for each axis, from 0 to below its stride or dilation");
            }
            int span = Convolution.span(in.kernel.dim(2 + d), window.dilations().get(d));
            low[d] = span - 1 - window.low().get(d);
            high[d] = span - 1 - window.high().get(d) + extra[d];
        }
        Axes ones = Axes.repeat(1, s);
        Convolution op = new Convolution(
                0, 1, ones, Axes.of(low), Axes.of(high), axes(window.strides()), axes(window.dilations()));
        inside("transposed", op, in);
        // [C, O / groups, Q] -> [O, C / groups, Q], mirrored
        Tensor mirrored = Dispatch.one(new Reverse(Axes.range(2, 2 + s)), in.kernel);
        Tensor parts = split(mirrored, 0, groups);
        Tensor swapped = Layout.swapAxes(parts, 1, 2);
        return grouped(op, in.x, merged(swapped, 0), in.lead, groups);
    }

    /// The operands in one floating type; `lead` axes of `x` stand before its channels.
    private record Operands(Tensor x, Tensor kernel, int lead) {}

    private static Operands operands(
            String name, @Nullable Tensor x, @Nullable Tensor kernel, @Nullable Window window, int groups) {
        Tensor input = Problem.present(name, "the input", x);
        Tensor weights = Problem.present(name, "the kernel", kernel);
        int s = Problem.present(name, "the window", window).axes();
        if (input.rank() < s + 1 || weights.rank() != s + 2) {
            throw Problem.shape(
                    name,
                    "a window over " + s + (s == 1 ? " axis" : " axes") + " does not fit " + Problem.describe(input)
                            + " and the kernel " + Problem.describe(weights),
                    "the input is [..., channels, " + (s == 1 ? "width" : "height, width") + "], the kernel has "
                            + (s + 2) + " axes");
        }
        if (groups < 1) {
            throw Problem.argument(name, groups + " groups", "give 1 or more");
        }
        DType dtype = input.dtype().promote(weights.dtype());
        DType numeric = dtype == DType.BOOL ? DType.INT32 : dtype;
        return new Operands(input.to(numeric), weights.to(numeric), input.rank() - s - 1);
    }

    private static void divisible(String name, int groups, int in, int out) {
        if (in % groups != 0 || out % groups != 0) {
            throw Problem.argument(
                    name,
                    groups + " groups of " + in + " channels in and " + out + " out",
                    "groups divide the number of channels");
        }
    }

    private static void inside(String name, Convolution op, Operands in) {
        for (int d = 0; d < op.windowAxes(); d++) {
            int n = op.padded(d, in.x.dim(in.lead + 1 + d));
            int span =
                    Convolution.span(in.kernel.dim(2 + d), op.kernelDilation().get(d));
            if (span > n) {
                throw Problem.shape(
                        name,
                        "the window takes " + span + " places along axis " + (in.lead + 1 + d) + ", but "
                                + Problem.describe(in.x) + " has " + n + " there, added ones among them",
                        "add padding, or take a smaller kernel");
            }
        }
    }

    /// Groups are a batch axis: `x: [..., G C, S], w: [G O, C, Q] -> [..., G O, P]`.
    private static Tensor grouped(Convolution op, Tensor x, Tensor kernel, int lead, int groups) {
        if (groups == 1) {
            return Dispatch.one(op, x, kernel);
        }
        Tensor parts = Layout.moveAxis(split(x, lead, groups), lead, 0);
        Tensor y = Dispatch.one(op.withBatchAxes(1), parts, split(kernel, 0, groups));
        return merged(Layout.moveAxis(y, 0, lead), lead);
    }

    /// Axis `axis` as `groups` parts.
    private static Tensor split(Tensor x, int axis, int groups) {
        Shape shape = x.shape();
        return x.reshape(
                shape.remove(axis).insert(axis, shape.dim(axis) / groups).insert(axis, groups));
    }

    /// Axes `axis` and the next one as one.
    private static Tensor merged(Tensor x, int axis) {
        Shape shape = x.shape();
        int n = shape.dim(axis) * shape.dim(axis + 1);
        return x.reshape(shape.remove(axis + 1).remove(axis).insert(axis, n));
    }

    private static Axes axes(List<Integer> values) {
        return Axes.of(Layout.ints(values));
    }
}
