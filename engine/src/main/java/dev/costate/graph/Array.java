package dev.costate.graph;

import dev.costate.DType;
import dev.costate.Type;
import java.util.Arrays;

/// A dense row-major array of one element type: the value of a tensor, and what a program computes on.
///
/// It is immutable by contract: whoever wraps storage gives it up.
public final class Array {
    private final Type type;
    private final Object storage;

    private Array(Type type, Object storage) {
        this.type = type;
        this.storage = storage;
    }

    /// Wraps storage without a copy: `boolean[]`, `int[]`, `long[]`, `float[]` or `double[]` as the dtype
    /// says, of exactly `type.size()` elements, never written again.
    public static Array wrap(Type type, Object storage) {
        int length = switch (type.dtype()) {
            case BOOL -> ((boolean[]) storage).length;
            case INT32 -> ((int[]) storage).length;
            case INT64 -> ((long[]) storage).length;
            case FLOAT32 -> ((float[]) storage).length;
            case FLOAT64 -> ((double[]) storage).length;
        };
        if (length != type.size()) {
            throw new IllegalArgumentException(type + " holds " + type.size() + " elements, the storage " + length);
        }
        return new Array(type, storage);
    }

    /// New storage for `type`, all zeros, to be filled and wrapped.
    public static Object allocate(Type type) {
        int n = type.size();
        return switch (type.dtype()) {
            case BOOL -> new boolean[n];
            case INT32 -> new int[n];
            case INT64 -> new long[n];
            case FLOAT32 -> new float[n];
            case FLOAT64 -> new double[n];
        };
    }

    /// An array of zeros (`false` for booleans).
    public static Array zeros(Type type) {
        return new Array(type, allocate(type));
    }

    /// A scalar of `dtype` nearest to `value`; for `BOOL`, whether it differs from 0.
    public static Array scalar(DType dtype, double value) {
        Object s = switch (dtype) {
            case BOOL -> new boolean[] {value != 0};
            case INT32 -> new int[] {(int) value};
            case INT64 -> new long[] {(long) value};
            case FLOAT32 -> new float[] {(float) value};
            case FLOAT64 -> new double[] {value};
        };
        return new Array(Type.scalar(dtype), s);
    }

    /// An integer scalar of `dtype`, exact over the whole range of `INT64`.
    public static Array scalar(DType dtype, long value) {
        return dtype == DType.INT64 ? wrap(Type.scalar(dtype), new long[] {value}) : scalar(dtype, (double) value);
    }

    /// Element type and shape.
    public Type type() {
        return type;
    }

    /// The number of elements.
    public int size() {
        return type.size();
    }

    /// The storage itself, not a copy: read it, do not write it.
    public Object storage() {
        return storage;
    }

    /// The `i`-th element in row-major order, as a `double` (booleans as 0 and 1).
    public double getDouble(int i) {
        return switch (storage) {
            case double[] d -> d[i];
            case float[] f -> f[i];
            case int[] n -> n[i];
            case long[] n -> n[i];
            case boolean[] b -> b[i] ? 1 : 0;
            default -> throw new AssertionError(storage.getClass());
        };
    }

    /// The `i`-th element as a `long`; a floating element is truncated toward zero.
    public long getLong(int i) {
        return switch (storage) {
            case int[] n -> n[i];
            case long[] n -> n[i];
            case boolean[] b -> b[i] ? 1 : 0;
            case double[] d -> (long) d[i];
            case float[] f -> (long) f[i];
            default -> throw new AssertionError(storage.getClass());
        };
    }

    /// Whether the `i`-th element differs from zero.
    public boolean getBoolean(int i) {
        return storage instanceof boolean[] b ? b[i] : getDouble(i) != 0;
    }

    /// The same elements under another shape of the same size.
    public Array reshaped(dev.costate.Shape shape) {
        return wrap(type.withShape(shape), storage);
    }

    /// Equal types and equal elements; floating elements are compared by their bits, so that NaN equals NaN
    /// and `-0.0` differs from `0.0`.
    @Override
    public boolean equals(Object o) {
        return o instanceof Array a
                && type.equals(a.type)
                && switch (storage) {
                    case double[] d -> Arrays.equals(d, (double[]) a.storage);
                    case float[] f -> Arrays.equals(f, (float[]) a.storage);
                    case int[] n -> Arrays.equals(n, (int[]) a.storage);
                    case long[] n -> Arrays.equals(n, (long[]) a.storage);
                    case boolean[] b -> Arrays.equals(b, (boolean[]) a.storage);
                    default -> throw new AssertionError(storage.getClass());
                };
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode()
                + switch (storage) {
                    case double[] d -> Arrays.hashCode(d);
                    case float[] f -> Arrays.hashCode(f);
                    case int[] n -> Arrays.hashCode(n);
                    case long[] n -> Arrays.hashCode(n);
                    case boolean[] b -> Arrays.hashCode(b);
                    default -> throw new AssertionError(storage.getClass());
                };
    }

    @Override
    public String toString() {
        return type.toString();
    }
}
