package dev.costate.internal.gemm;

import dev.costate.Shape;
import dev.costate.graph.Convolution;
import java.util.Arrays;

/// A convolution and where its operands' elements lie, by the letters of [Convolution]. The result lies row by
/// row.
public final class WindowShape {
    final Convolution op;

    /// Where in the input each index along `B`, along `I` and along `K` begins, and how far apart neighbours
    /// along the axes of `S` are.
    final int[] inputBatch;

    final int[] inputFree;
    final int[] inputContracted;
    final int[] inputSteps;
    /// The same of the kernel; of its last axes for each place of the window.
    final int[] kernelBatch;

    final int[] kernelFree;
    final int[] kernelContracted;
    final int[] kernelWindow;
    /// The extents of `S`, `Q` and `P`, and of `S` with its zeros.
    final Shape space;

    final Shape window;
    final Shape positions;
    final int[] padded;

    /// @param op the operation
    /// @param x the input's shape
    /// @param xSteps how far apart its neighbours along each axis are
    /// @param w the kernel's shape
    /// @param wSteps how far apart its neighbours are
    public WindowShape(Convolution op, Shape x, int[] xSteps, Shape w, int[] wSteps) {
        this.op = op;
        int b = op.batchAxes();
        int s = op.windowAxes();
        int i = x.rank() - op.contractedAxes() - s;
        int j = w.rank() - op.contractedAxes() - s;
        inputBatch = offsets(x, xSteps, 0, b);
        inputFree = offsets(x, xSteps, b, i);
        inputContracted = offsets(x, xSteps, i, x.rank() - s);
        inputSteps = Arrays.copyOfRange(xSteps, x.rank() - s, x.rank());
        kernelBatch = offsets(w, wSteps, 0, b);
        kernelFree = offsets(w, wSteps, b, j);
        kernelContracted = offsets(w, wSteps, j, w.rank() - s);
        kernelWindow = offsets(w, wSteps, w.rank() - s, w.rank());
        space = x.slice(x.rank() - s, x.rank());
        window = w.slice(w.rank() - s, w.rank());
        padded = new int[s];
        int[] places = new int[s];
        for (int d = 0; d < s; d++) {
            padded[d] = op.padded(d, space.dim(d));
            places[d] = op.positions(d, space.dim(d), window.dim(d));
        }
        positions = Shape.of(places);
    }

    /// How far apart the offsets are, if evenly; 1 if there is but one, 0 if they are not.
    static int step(int[] offsets) {
        if (offsets.length < 2) {
            return 1;
        }
        int[] even = new int[offsets.length];
        Arrays.setAll(even, i -> i * offsets[1]);
        return Arrays.equals(even, offsets) ? offsets[1] : 0;
    }

    /// How many products are added up for each element of the result.
    int depth() {
        return inputContracted.length * kernelWindow.length;
    }

    /// How many multiply-adds it takes.
    public long work() {
        return (long) inputBatch.length * inputFree.length * kernelFree.length * positions.size() * depth();
    }

    /// Prints as `32 x 64 sums of 288 products at [32,32]`, examples by kernels.
    @Override
    public String toString() {
        String batch = inputBatch.length == 1 ? "" : inputBatch.length + " times ";
        return batch + inputFree.length + " x " + kernelFree.length + " sums of " + depth() + " products at "
                + positions;
    }

    /// Where each element along the axes from `from` to `to` begins, in row-major order.
    private static int[] offsets(Shape shape, int[] steps, int from, int to) {
        Shape part = shape.slice(from, to);
        return offsets(part, Arrays.copyOfRange(steps, from, to));
    }

    /// The sums of `steps[d] i[d]` for all indices `i` of `shape` in row-major order.
    static int[] offsets(Shape shape, int[] steps) {
        int[] offsets = {0};
        for (int d = 0; d < steps.length; d++) {
            int n = shape.dim(d);
            int[] next = new int[offsets.length * n];
            for (int o = 0; o < offsets.length; o++) {
                for (int i = 0; i < n; i++) {
                    next[o * n + i] = offsets[o] + i * steps[d];
                }
            }
            offsets = next;
        }
        return offsets;
    }
}
