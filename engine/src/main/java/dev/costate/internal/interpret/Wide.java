package dev.costate.internal.interpret;

import dev.costate.DType;

/// Storage at 64 bits: floating numbers as `double`, integers and booleans (0 and 1) as `long`.
///
/// Sums, products and searches work on wide storage and round or narrow their results once. Wide storage that
/// was wide already is shared, not copied.
final class Wide {
    private Wide() {}

    /// Floating storage as `double`s, exactly.
    static double[] doubles(Object storage) {
        return switch (storage) {
            case double[] x -> x;
            case float[] x -> {
                double[] y = new double[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = x[i];
                }
                yield y;
            }
            default -> throw new AssertionError(storage.getClass());
        };
    }

    /// Integer or boolean storage as `long`s, exactly.
    static long[] longs(Object storage) {
        return switch (storage) {
            case long[] x -> x;
            case int[] x -> {
                long[] y = new long[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = x[i];
                }
                yield y;
            }
            case boolean[] x -> {
                long[] y = new long[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = x[i] ? 1 : 0;
                }
                yield y;
            }
            default -> throw new AssertionError(storage.getClass());
        };
    }

    /// Floating storage as `double`s that may be written.
    static double[] doublesCopy(Object storage) {
        return storage instanceof double[] x ? x.clone() : doubles(storage);
    }

    /// Integer or boolean storage as `long`s that may be written.
    static long[] longsCopy(Object storage) {
        return storage instanceof long[] x ? x.clone() : longs(storage);
    }

    /// Storage of `dtype` for these numbers: the nearest floating one; the integer toward zero, saturating, 0
    /// for NaN; whether it differs from 0.
    static Object narrow(double[] x, DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> x;
            case FLOAT32 -> {
                float[] y = new float[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = (float) x[i];
                }
                yield y;
            }
            case INT64 -> {
                long[] y = new long[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = (long) x[i];
                }
                yield y;
            }
            case INT32 -> {
                int[] y = new int[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = (int) x[i];
                }
                yield y;
            }
            case BOOL -> {
                boolean[] y = new boolean[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = x[i] != 0;
                }
                yield y;
            }
        };
    }

    /// Storage of `dtype` for these integers: the nearest floating one, the low bits, or whether it differs
    /// from 0.
    static Object narrow(long[] x, DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> {
                double[] y = new double[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = x[i];
                }
                yield y;
            }
            case FLOAT32 -> {
                float[] y = new float[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = x[i];
                }
                yield y;
            }
            case INT64 -> x;
            case INT32 -> {
                int[] y = new int[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = (int) x[i];
                }
                yield y;
            }
            case BOOL -> {
                boolean[] y = new boolean[x.length];
                for (int i = 0; i < y.length; i++) {
                    y[i] = x[i] != 0;
                }
                yield y;
            }
        };
    }
}
