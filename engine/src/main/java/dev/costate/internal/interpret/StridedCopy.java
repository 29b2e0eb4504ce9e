package dev.costate.internal.interpret;

import java.util.Arrays;

/// Copies a box of elements from one storage to another, each read and written by strides of its own.
final class StridedCopy {
    private final StridedWalk walk;

    /// @param dims the box
    /// @param from the source's strides along its axes
    /// @param to the destination's
    StridedCopy(int[] dims, int[] from, int[] to) {
        this(new StridedWalk(dims, from, to));
    }

    /// @param walk the source beside the destination
    StridedCopy(StridedWalk walk) {
        this.walk = walk;
    }

    /// Copies the box whose first element stands at `from` in `source` and goes to `to` in `target`.
    void copy(Object source, int from, Object target, int to) {
        if (walk.aStep == 1 && walk.bStep == 1) {
            int n = walk.length;
            walk.forEach(from, to, (a, b) -> System.arraycopy(source, a, target, b, n));
            return;
        }
        switch (source) {
            case float[] x -> floats(x, from, (float[]) target, to);
            case double[] x -> doubles(x, from, (double[]) target, to);
            case int[] x -> ints(x, from, (int[]) target, to);
            case long[] x -> longs(x, from, (long[]) target, to);
            case boolean[] x -> booleans(x, from, (boolean[]) target, to);
            default -> throw new AssertionError(source.getClass());
        }
    }

    private void floats(float[] x, int from, float[] y, int to) {
        int n = walk.length;
        int p = walk.aStep;
        int q = walk.bStep;
        if (p == 0 && q == 1) {
            walk.forEach(from, to, (a, b) -> Arrays.fill(y, b, b + n, x[a]));
        } else {
            walk.forEach(from, to, (a, b) -> {
                for (int i = 0; i < n; i++) {
                    y[b + i * q] = x[a + i * p];
                }
            });
        }
    }

    private void doubles(double[] x, int from, double[] y, int to) {
        int n = walk.length;
        int p = walk.aStep;
        int q = walk.bStep;
        if (p == 0 && q == 1) {
            walk.forEach(from, to, (a, b) -> Arrays.fill(y, b, b + n, x[a]));
        } else {
            walk.forEach(from, to, (a, b) -> {
                for (int i = 0; i < n; i++) {
                    y[b + i * q] = x[a + i * p];
                }
            });
        }
    }

    private void ints(int[] x, int from, int[] y, int to) {
        int n = walk.length;
        int p = walk.aStep;
        int q = walk.bStep;
        walk.forEach(from, to, (a, b) -> {
            for (int i = 0; i < n; i++) {
                y[b + i * q] = x[a + i * p];
            }
        });
    }

    private void longs(long[] x, int from, long[] y, int to) {
        int n = walk.length;
        int p = walk.aStep;
        int q = walk.bStep;
        walk.forEach(from, to, (a, b) -> {
            for (int i = 0; i < n; i++) {
                y[b + i * q] = x[a + i * p];
            }
        });
    }

    private void booleans(boolean[] x, int from, boolean[] y, int to) {
        int n = walk.length;
        int p = walk.aStep;
        int q = walk.bStep;
        walk.forEach(from, to, (a, b) -> {
            for (int i = 0; i < n; i++) {
                y[b + i * q] = x[a + i * p];
            }
        });
    }
}
