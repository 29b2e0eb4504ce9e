package dev.costate.internal.gemm;

import java.util.Arrays;

/// Elements of 64 bits.
record Float64() implements Elements {
    @Override
    public int bits() {
        return 64;
    }

    @Override
    public Object allocate(int length) {
        return new double[length];
    }

    @Override
    public void clear(Object target, int at, int length) {
        Arrays.fill((double[]) target, at, at + length, 0);
    }

    @Override
    public void pack(
            Object source, int from, int step, int apart, int depth, int count, int width, Object target, int at) {
        double[] x = (double[]) source;
        double[] y = (double[]) target;
        int done = 0;
        if (step == 1) {
            for (; done + 8 <= count; done += 8) {
                transpose8(x, from + done * apart, apart, depth, y, at + done, width);
            }
        }
        for (int l = 0; l < depth; l++) {
            int read = from + l * step;
            int write = at + l * width;
            if (apart == 1) {
                System.arraycopy(x, read + done, y, write + done, count - done);
            } else {
                for (int i = done; i < count; i++) {
                    y[write + i] = x[read + i * apart];
                }
            }
            for (int i = count; i < width; i++) {
                y[write + i] = 0;
            }
        }
    }

    /// Eight rows become columns: so many streams the first cache can follow, and the reads need no test of
    /// bounds.
    private static void transpose8(double[] x, int i0, int apart, int depth, double[] y, int at, int width) {
        int i1 = i0 + apart;
        int i2 = i1 + apart;
        int i3 = i2 + apart;
        int i4 = i3 + apart;
        int i5 = i4 + apart;
        int i6 = i5 + apart;
        int i7 = i6 + apart;
        for (int l = 0; l < depth; l++) {
            int write = at + l * width;
            y[write] = x[i0 + l];
            y[write + 1] = x[i1 + l];
            y[write + 2] = x[i2 + l];
            y[write + 3] = x[i3 + l];
            y[write + 4] = x[i4 + l];
            y[write + 5] = x[i5 + l];
            y[write + 6] = x[i6 + l];
            y[write + 7] = x[i7 + l];
        }
    }

    @Override
    public void line(Object source, int from, int step, int length, Object target, int at, int apart) {
        double[] x = (double[]) source;
        double[] y = (double[]) target;
        if (step == 1 && apart == 1) {
            System.arraycopy(x, from, y, at, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            y[at + i * apart] = x[from + i * step];
        }
    }

    @Override
    public TileCode plain(int rows, int columns) {
        return (k, a, ai, aRow, aStep, b, bi, bStep, places, panel, c, ci, cRow, load) -> {
            double[] x = (double[]) a;
            double[] y = (double[]) b;
            double[] z = (double[]) c;
            for (int i = 0; i < rows; i++) {
                int at = ci + i * cRow;
                if (!load) {
                    Arrays.fill(z, at, at + columns, 0);
                }
                int j = 0;
                for (; j + 8 <= columns; j += 8) {
                    chains8(k, x, ai + i * aRow, aStep, y, bi + j, bStep, places, z, at + j);
                }
                for (; j < columns; j++) {
                    chain(k, x, ai + i * aRow, aStep, y, bi + j, bStep, places, z, at + j);
                }
            }
        };
    }

    /// Eight sums side by side, since one alone waits for each of its steps.
    private static void chains8(
            int k, double[] x, int xi, int xStep, double[] y, int yi, int yStep, int[] places, double[] z, int zi) {
        double s0 = z[zi];
        double s1 = z[zi + 1];
        double s2 = z[zi + 2];
        double s3 = z[zi + 3];
        double s4 = z[zi + 4];
        double s5 = z[zi + 5];
        double s6 = z[zi + 6];
        double s7 = z[zi + 7];
        for (int l = 0, u = xi; l < k; l++, u += xStep) {
            int v = yi + (places.length == 0 ? l * yStep : places[l]);
            double f = x[u];
            s0 = Math.fma(f, y[v], s0);
            s1 = Math.fma(f, y[v + 1], s1);
            s2 = Math.fma(f, y[v + 2], s2);
            s3 = Math.fma(f, y[v + 3], s3);
            s4 = Math.fma(f, y[v + 4], s4);
            s5 = Math.fma(f, y[v + 5], s5);
            s6 = Math.fma(f, y[v + 6], s6);
            s7 = Math.fma(f, y[v + 7], s7);
        }
        z[zi] = s0;
        z[zi + 1] = s1;
        z[zi + 2] = s2;
        z[zi + 3] = s3;
        z[zi + 4] = s4;
        z[zi + 5] = s5;
        z[zi + 6] = s6;
        z[zi + 7] = s7;
    }

    private static void chain(
            int k, double[] x, int xi, int xStep, double[] y, int yi, int yStep, int[] places, double[] z, int zi) {
        double sum = z[zi];
        for (int l = 0, u = xi; l < k; l++, u += xStep) {
            int v = yi + (places.length == 0 ? l * yStep : places[l]);
            sum = Math.fma(x[u], y[v], sum);
        }
        z[zi] = sum;
    }
}
