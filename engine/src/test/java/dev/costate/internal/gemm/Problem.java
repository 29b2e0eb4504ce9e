package dev.costate.internal.gemm;

import java.util.Arrays;
import java.util.Random;

/// Random factors for a shape, and the product by its definition.
final class Problem {
    private static final int OFFSET = 3;

    private final Elements elements;
    private final GemmShape shape;
    private final Object a;
    private final Object b;
    private final Object c;

    Problem(Elements elements, GemmShape shape, long seed) {
        this.elements = elements;
        this.shape = shape;
        Random random = new Random(seed);
        a = random(extent(shape.a(), shape.m(), shape.k()), random);
        b = random(extent(shape.b(), shape.k(), shape.n()), random);
        c = random(extent(shape.c(), shape.m(), shape.n()), random);
    }

    /// The elements of an array that holds a factor, and some more.
    private int extent(GemmShape.Strides s, int rows, int columns) {
        return OFFSET
                + 1
                + Math.max(0, shape.batch() - 1) * s.batch()
                + Math.max(0, rows - 1) * s.row()
                + Math.max(0, columns - 1) * s.column()
                + 2;
    }

    private Object random(int length, Random random) {
        Object array = elements.allocate(length);
        switch (array) {
            case float[] x -> {
                for (int i = 0; i < length; i++) {
                    x[i] = (float) random.nextGaussian();
                }
            }
            case double[] x -> Arrays.setAll(x, i -> random.nextGaussian());
            default -> throw new AssertionError(array);
        }
        return array;
    }

    /// C after the product by `tiles`, and what stood around it.
    double[] computed(Tiles tiles) {
        Object y = copy(c);
        Gemm.multiply(tiles, shape, a, OFFSET, b, OFFSET, y, OFFSET);
        return doubles(y);
    }

    /// C as the definition has it: a chain of fused multiply-adds an element.
    double[] expected() {
        Object y = copy(c);
        for (int t = 0; t < shape.batch(); t++) {
            for (int i = 0; i < shape.m(); i++) {
                for (int j = 0; j < shape.n(); j++) {
                    chain(y, t, i, j);
                }
            }
        }
        return doubles(y);
    }

    private void chain(Object y, int t, int i, int j) {
        int ai = at(shape.a(), t, i, 0);
        int bi = at(shape.b(), t, 0, j);
        int ci = at(shape.c(), t, i, j);
        switch (y) {
            case float[] z -> {
                float sum = shape.accumulate() ? z[ci] : 0;
                for (int l = 0; l < shape.k(); l++) {
                    sum = Math.fma(
                            ((float[]) a)[ai + l * shape.a().column()],
                            ((float[]) b)[bi + l * shape.b().row()],
                            sum);
                }
                z[ci] = sum;
            }
            case double[] z -> {
                double sum = shape.accumulate() ? z[ci] : 0;
                for (int l = 0; l < shape.k(); l++) {
                    sum = Math.fma(
                            ((double[]) a)[ai + l * shape.a().column()],
                            ((double[]) b)[bi + l * shape.b().row()],
                            sum);
                }
                z[ci] = sum;
            }
            default -> throw new AssertionError(y);
        }
    }

    private static int at(GemmShape.Strides s, int t, int i, int j) {
        return OFFSET + t * s.batch() + i * s.row() + j * s.column();
    }

    private static Object copy(Object x) {
        return switch (x) {
            case float[] y -> y.clone();
            case double[] y -> y.clone();
            default -> throw new AssertionError(x);
        };
    }

    private static double[] doubles(Object x) {
        return switch (x) {
            case float[] y -> {
                double[] wide = new double[y.length];
                Arrays.setAll(wide, i -> y[i]);
                yield wide;
            }
            case double[] y -> y;
            default -> throw new AssertionError(x);
        };
    }
}
