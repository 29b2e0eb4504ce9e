package dev.costate.graph;

/// A contraction over a window that moves along the last axes, with `K` and the window's places `q` summed
/// over:
///
/// ```text
/// y[b, i, j, p] = sum_{k, q} x'[b, i, k, strides p + kernelDilation q] w[b, j, k, q]
/// ```
///
/// `x: T[B ++ I ++ K ++ S], w: T[B ++ J ++ K ++ Q] -> T[B ++ I ++ J ++ P]`. `x'` is `x` with `inputDilation -
/// 1` zeros between neighbours along `S`, and `low` and `high` zeros around, or as many places cut off where
/// they are negative. Along each of these axes it has `n' = (n - 1) inputDilation + 1 + low + high` places, and
/// the window as many positions as it fits there, `(n' - ((q - 1) kernelDilation + 1)) / strides + 1`.
///
/// An image network's `NCHW` and `OIHW` are `I = [N], J = [O], K = [C]`. Groups of channels are axes of `B`.
/// The window is not mirrored, which mathematicians would call a correlation. The lists have an entry for each
/// axis of `S`.
///
/// @param batchAxes the number of leading axes `B` that all three share
/// @param contractedAxes the number of axes `K`
/// @param strides how far the window moves, at least 1
/// @param low how many zeros before
/// @param high how many zeros after
/// @param inputDilation how far apart neighbours of `x` are, at least 1
/// @param kernelDilation how far apart neighbours of `w` are, at least 1
public record Convolution(
        int batchAxes, int contractedAxes, Axes strides, Axes low, Axes high, Axes inputDilation, Axes kernelDilation)
        implements Op {
    /// The same with another number of batch axes.
    public Convolution withBatchAxes(int axes) {
        return new Convolution(axes, contractedAxes, strides, low, high, inputDilation, kernelDilation);
    }

    /// The number of axes that the window moves along.
    public int windowAxes() {
        return strides.size();
    }

    /// The places that `n` neighbours take which are `dilation` apart.
    public static int span(int n, int dilation) {
        return n == 0 ? 0 : (n - 1) * dilation + 1;
    }

    /// The places along axis number `d` of the window axes, of which `x` has `n`, zeros included.
    public int padded(int d, int n) {
        return Math.max(0, span(n, inputDilation.get(d)) + low.get(d) + high.get(d));
    }

    /// The positions of a window of `q` places along axis number `d`, of which `x` has `n`.
    public int positions(int d, int n, int q) {
        int room = padded(d, n) - span(q, kernelDilation.get(d));
        return room < 0 ? 0 : room / strides.get(d) + 1;
    }
}
