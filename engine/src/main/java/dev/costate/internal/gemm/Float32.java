package dev.costate.internal.gemm;

import java.util.Arrays;

/// Elements of 32 bits.
record Float32() implements Elements {
    @Override
    public int bits() {
        return 32;
    }

    @Override
    public Object allocate(int length) {
        return new float[length];
    }

    @Override
    public void clear(Object target, int at, int length) {
        Arrays.fill((float[]) target, at, at + length, 0);
    }

    @Override
    public void pack(
            Object source, int from, int step, int apart, int depth, int count, int width, Object target, int at) {
        float[] x = (float[]) source;
        float[] y = (float[]) target;
        for (int l = 0; l < depth; l++) {
            int read = from + l * step;
            int write = at + l * width;
            if (apart == 1) {
                System.arraycopy(x, read, y, write, count);
            } else {
                for (int i = 0; i < count; i++) {
                    y[write + i] = x[read + i * apart];
                }
            }
            for (int i = count; i < width; i++) {
                y[write + i] = 0;
            }
        }
    }

    @Override
    public TileCode plain(int rows, int columns) {
        return (k, a, ai, aRow, aStep, b, bi, bStep, c, ci, cRow, load) -> {
            float[] x = (float[]) a;
            float[] y = (float[]) b;
            float[] z = (float[]) c;
            for (int i = 0; i < rows; i++) {
                int at = ci + i * cRow;
                if (!load) {
                    Arrays.fill(z, at, at + columns, 0);
                }
                for (int l = 0; l < k; l++) {
                    multiplyAdd(x[ai + i * aRow + l * aStep], y, bi + l * bStep, z, at, columns);
                }
            }
        };
    }

    private static void multiplyAdd(float s, float[] x, int xi, float[] y, int yi, int n) {
        for (int j = 0; j < n; j++) {
            y[yi + j] = Math.fma(s, x[xi + j], y[yi + j]);
        }
    }
}
