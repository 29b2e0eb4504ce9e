package dev.costate.internal.rules;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Convolution;
import dev.costate.graph.Reverse;
import dev.costate.internal.trace.Dispatch;
import dev.costate.ops.Layout;
import java.util.List;

/// The transposes of a [Convolution], which are convolutions: strides and dilations change places, as do free
/// and contracted axes.
///
/// The padding after is what gives as many positions as the transpose has places.
final class ConvolutionTransposes {
    private ConvolutionTransposes() {}

    /// With `u = strides p + kernelDilation q - low` the place that position `p` reads at `q`, `dx[u] = sum_{p,
    /// q} ct[p] w[q]` over all that read it: the cotangent spread out by `strides`, with the kernel mirrored.
    static Tensor input(Convolution op, List<Type> types, Tensor ct, Tensor w) {
        int s = op.windowAxes();
        int[] low = new int[s];
        int[] high = new int[s];
        for (int d = 0; d < s; d++) {
            int kernel = span(w.shape(), s, d, op.kernelDilation()) - 1;
            low[d] = kernel - op.low().get(d);
            high[d] = kernel
                    + span(types.get(0).shape(), s, d, op.inputDilation())
                    - span(ct.shape(), s, d, op.strides())
                    - low[d];
        }
        Convolution transposed = new Convolution(
                op.batchAxes(),
                free(op, types.get(1)),
                /* strides= */ op.inputDilation(),
                Axes.of(low),
                Axes.of(high),
                /* inputDilation= */ op.strides(),
                op.kernelDilation());
        Tensor mirrored = Dispatch.one(new Reverse(Axes.range(w.rank() - s, w.rank())), w);
        return Dispatch.one(transposed, ct, swapped(op, mirrored));
    }

    /// `dw[q] = sum_p x'[strides p + kernelDilation q] ct[p]`: the cotangent is the kernel, its steps the
    /// strides.
    static Tensor kernel(Convolution op, List<Type> types, Tensor x, Tensor ct) {
        int s = op.windowAxes();
        int[] high = new int[s];
        for (int d = 0; d < s; d++) {
            high[d] = span(ct.shape(), s, d, op.strides())
                    + span(types.get(1).shape(), s, d, op.kernelDilation())
                    - 1
                    - span(x.shape(), s, d, op.inputDilation())
                    - op.low().get(d);
        }
        int i = free(op, types.get(0));
        int j = free(op, types.get(1));
        Convolution transposed = new Convolution(
                op.batchAxes(),
                i,
                /* strides= */ op.kernelDilation(),
                op.low(),
                Axes.of(high),
                op.inputDilation(),
                /* kernelDilation= */ op.strides());
        // x: [B, K, I, S], ct: [B, J, I, P] -> [B, K, J, Q]
        int b = op.batchAxes();
        Tensor dw = Dispatch.one(transposed, swapped(op, x), exchanged(ct, b, i, j));
        return exchanged(dw, b, op.contractedAxes(), j);
    }

    private static int span(Shape shape, int axes, int d, Axes dilations) {
        return Convolution.span(shape.dim(shape.rank() - axes + d), dilations.get(d));
    }

    /// How many free axes an operand has.
    private static int free(Convolution op, Type operand) {
        return operand.rank() - op.batchAxes() - op.contractedAxes() - op.windowAxes();
    }

    /// An operand with its free and contracted axes exchanged.
    private static Tensor swapped(Convolution op, Tensor x) {
        return exchanged(x, op.batchAxes(), free(op, x.type()), op.contractedAxes());
    }

    /// `x` with the `m` axes after the first `b` and the `n` after those exchanged.
    private static Tensor exchanged(Tensor x, int b, int m, int n) {
        Axes order = Axes.range(0, b)
                .concat(Axes.range(b + m, b + m + n))
                .concat(Axes.range(b, b + m))
                .concat(Axes.range(b + m + n, x.rank()));
        return Layout.transpose(x, order.toArray());
    }
}
