package dev.costate.numerics.signal;

import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.numerics.fft.Fourier;
import dev.costate.ops.Convolutions;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Layout;
import dev.costate.ops.Window;
import java.util.function.UnaryOperator;

/// Convolutions and correlations along the last axis; the leading axes are members and broadcast.
///
/// ```java
/// import dev.costate.numerics.signal.*;
///
/// Tensor y = Convolving.convolve(Tensor.of(1.0, 2.0, 3.0), Tensor.of(0.0, 1.0, 0.5), Extent.FULL);
/// IO.println(y);  // -> f64[5] {0, 1, 2.5, 4, 1.5}
/// ```
public final class Convolving {
    private Convolving() {}

    /// `(a * b)_k = sum_l a_l b_(k - l)` by the cheaper method: `[..., n], [..., m] -> [..., p]`.
    ///
    /// @throws ShapeException if an operand is a scalar or empty along its last axis, or leading axes differ
    public static Tensor convolve(Tensor a, Tensor b, Extent extent) {
        return convolve(a, b, extent, ConvolutionMethod.CHEAPER);
    }

    /// [#convolve(Tensor, Tensor, Extent)] by this method.
    public static Tensor convolve(Tensor a, Tensor b, Extent extent, ConvolutionMethod method) {
        int n = length("convolve", a);
        int m = length("convolve", b);
        DType dtype = Elementwise.toFloating(a)
                .dtype()
                .promote(Elementwise.toFloating(b).dtype());
        Tensor x = a.to(dtype);
        Tensor y = b.to(dtype);
        int results = extent.length(n, m);
        if (!method.isDirect(n, m, results)) {
            return transformed(x, y, extent.start(n, m), results);
        }
        return y.rank() == 1 ? direct(x, y, extent) : members(x, y, extent);
    }

    /// `sum_l a_(k + l) b_l`, the correlation, as `scipy.signal.correlate` places it: the convolution with `b`
    /// reversed.
    ///
    /// @throws ShapeException if an operand is a scalar or empty along its last axis, or leading axes differ
    public static Tensor correlate(Tensor a, Tensor b, Extent extent) {
        return convolve(a, length("correlate", b) > 1 ? b.flip(-1) : b, extent);
    }

    /// The means of `width` neighbours along `axis`, wherever there are as many: `n -> n - width + 1`.
    ///
    /// @throws ShapeException if the axis has fewer than `width` places, or the width is not positive
    public static Tensor movingAverage(Tensor x, int width, int axis) {
        return along("movingAverage", x, axis, y -> {
            int n = y.dim(-1);
            if (width < 1 || width > n) {
                throw new ShapeException(
                        "movingAverage: a width of " + width + " for axis " + axis + " of " + x.type(),
                        "it is from 1 to " + n);
            }
            double[] weights = new double[width];
            java.util.Arrays.fill(weights, 1.0 / width);
            return weighed(y, weights);
        });
    }

    /// `sum_j weights_j x_(i + j)` wherever all are there: `[..., n] -> [..., n - m + 1]`.
    static Tensor weighed(Tensor x, double[] weights) {
        Tensor kernel = Tensor.of(weights).to(x.dtype());
        return correlated(x, kernel, 0, 0);
    }

    /// The kernel `[m]` along `x` with zeros before and after, negative numbers cutting off.
    private static Tensor correlated(Tensor x, Tensor kernel, int low, int high) {
        Shape lead = x.shape().slice(0, x.rank() - 1);
        Tensor rows = x.reshape(lead.size(), 1, x.dim(-1));
        Window window = Window.over(1).padding(new int[] {low}, new int[] {high});
        Tensor y = Convolutions.convolve(rows, kernel.reshape(1, 1, kernel.dim(0)), window);
        return y.reshape(lead.insert(lead.rank(), y.dim(-1)));
    }

    private static Tensor direct(Tensor x, Tensor y, Extent extent) {
        int n = x.dim(-1);
        int m = y.dim(-1);
        int start = extent.start(n, m);
        int results = extent.length(n, m);
        // Place k takes the numbers from k - (m - 1) to k.
        return correlated(x, y.flip(0), m - 1 - start, start + results - n);
    }

    private static Tensor members(Tensor x, Tensor y, Extent extent) {
        Shape lead = Layout.broadcastShapes("convolve", x.get("..., 0"), y.get("..., 0"));
        Tensor rows = Layout.broadcastTo(x, lead.insert(lead.rank(), x.dim(-1))).reshape(lead.size(), x.dim(-1));
        Tensor kernels =
                Layout.broadcastTo(y, lead.insert(lead.rank(), y.dim(-1))).reshape(lead.size(), y.dim(-1));
        Tensor z = Costate.vmap((Tensor a, Tensor b) -> direct(a, b, extent)).apply(rows, kernels);
        return z.reshape(lead.insert(lead.rank(), z.dim(-1)));
    }

    private static Tensor transformed(Tensor x, Tensor y, int start, int results) {
        int all = Fourier.fastLength(x.dim(-1) + y.dim(-1) - 1);
        Tensor z = Fourier.irfft(Fourier.rfft(padded(x, all)).mul(Fourier.rfft(padded(y, all))), all);
        return Layout.slice(z, -1, start, start + results);
    }

    private static Tensor padded(Tensor x, int n) {
        int[] high = new int[x.rank()];
        high[high.length - 1] = n - x.dim(-1);
        return Layout.pad(x, new int[x.rank()], high);
    }

    private static int length(String name, Tensor x) {
        if (x.rank() == 0 || x.dim(-1) == 0) {
            throw new ShapeException(name + ": an operand is " + x.type(), "give it a last axis with a number or more");
        }
        return x.dim(-1);
    }

    /// `f`, which goes along the last axis, along another one.
    static Tensor along(String name, Tensor x, int axis, UnaryOperator<Tensor> f) {
        Tensor floating = Elementwise.toFloating(x);
        int at = Layout.axis(name, floating, axis);
        return Layout.moveAxis(f.apply(Layout.moveAxis(floating, at, -1)), -1, at);
    }
}
