package dev.costate.internal.gemm;

import dev.costate.Shape;
import dev.costate.graph.Axes;

/// How a convolution's input is copied, with its zeros, so that the elements which meet the same factor at
/// successive positions of the window lie side by side.
///
/// Place `u` of the last axis goes to `(u mod phases) line + u / phases`: with as many phases as the window
/// moves at a time, the places that it meets one after the other are neighbours. Each place may hold `unit`
/// elements.
final class PaddedSpace {
    private final WindowShape shape;
    private final int phases;
    private final int unit;
    private final int line;
    private final int last;
    /// How far apart neighbours along each axis but the last are.
    private final int[] steps;

    final int size;

    PaddedSpace(WindowShape shape, int phases, int unit) {
        this.shape = shape;
        this.phases = phases;
        this.unit = unit;
        last = shape.padded.length - 1;
        line = Math.ceilDiv(shape.padded[last], phases);
        steps = new int[last];
        int step = phases * line * unit;
        for (int d = last - 1; d >= 0; d--) {
            steps[d] = step;
            step *= shape.padded[d];
        }
        size = step;
    }

    /// Where place `u` along axis `d` is.
    int place(int d, int u) {
        return d < last ? u * steps[d] : (u % phases * line + u / phases) * unit;
    }

    /// Where the places of a window with such extents and steps are, in row-major order.
    int[] places(Shape extents, Axes by) {
        int[] places = {0};
        for (int d = 0; d < extents.rank(); d++) {
            int n = extents.dim(d);
            int[] next = new int[places.length * n];
            for (int o = 0; o < places.length; o++) {
                for (int i = 0; i < n; i++) {
                    next[o * n + i] = places[o] + place(d, i * by.get(d));
                }
            }
            places = next;
        }
        return places;
    }

    /// Copies a line of elements of the input.
    @FunctionalInterface
    interface Line {
        /// Copies `length` elements that are `step` apart from `from`, to `at` and on, `apart` from each other.
        void copy(int from, int step, int length, int at, int apart);
    }

    /// Has the lines of one space of the input, which begins at `from`, copied to where they belong past `at`.
    void copy(int from, int at, Line copies) {
        copy(0, from, at, copies);
    }

    private void copy(int d, int from, int at, Line copies) {
        int dilation = shape.op.inputDilation().get(d);
        int low = shape.op.low().get(d);
        int n = shape.space.dim(d);
        // Element i goes to place low + dilation i, if there is one.
        int first = Math.max(0, Math.ceilDiv(-low, dilation));
        int end = Math.clamp(Math.ceilDiv(shape.padded[d] - low, dilation), 0, n);
        int step = shape.inputSteps[d];
        if (d < last) {
            for (int i = first; i < end; i++) {
                copy(d + 1, from + i * step, at + place(d, low + dilation * i), copies);
            }
            return;
        }
        // Elements that are `turn` apart go to the same phase.
        int turn = phases / gcd(phases, dilation);
        for (int i = first; i < Math.min(end, first + turn); i++) {
            int apart = turn * dilation / phases * unit;
            int to = at + place(d, low + dilation * i);
            copies.copy(from + i * step, turn * step, Math.ceilDiv(end - i, turn), to, apart);
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
