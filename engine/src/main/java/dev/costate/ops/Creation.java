package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Iota;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.TensorBridge;

/// Tensors out of nothing.
public final class Creation {
    private Creation() {}

    /// All elements `value`.
    ///
    /// @throws dev.costate.DTypeException if `value` is not exact in an integer `dtype`
    public static Tensor full(DType dtype, Shape shape, Number value) {
        Problem.present("full", "the shape", shape);
        return Layout.broadcastTo(scalar(dtype, value), shape);
    }

    /// All zeros (`false` for booleans).
    public static Tensor zeros(DType dtype, Shape shape) {
        return full(dtype, shape, 0);
    }

    /// All ones (`true` for booleans).
    public static Tensor ones(DType dtype, Shape shape) {
        return full(dtype, shape, 1);
    }

    /// Zeros of the type of `like`.
    public static Tensor zerosLike(Tensor like) {
        Problem.present("zerosLike", "the tensor", like);
        return zeros(like.dtype(), like.shape());
    }

    /// Ones of the type of `like`.
    public static Tensor onesLike(Tensor like) {
        Problem.present("onesLike", "the tensor", like);
        return ones(like.dtype(), like.shape());
    }

    /// The scalar `value`.
    ///
    /// @throws dev.costate.DTypeException if `value` is not exact in an integer `dtype`
    public static Tensor scalar(DType dtype, Number value) {
        Problem.present("scalar", "the dtype", dtype);
        Problem.present("scalar", "the number", value);
        if (dtype.isInteger()) {
            boolean whole = value instanceof Integer
                    || value instanceof Long
                    || value instanceof Short
                    || value instanceof Byte;
            boolean exact = whole
                    ? dtype == DType.INT64 || value.longValue() == value.intValue()
                    : value.doubleValue() == Math.rint(value.doubleValue())
                            && Math.abs(value.doubleValue()) < (dtype == DType.INT32 ? 0x1p31 : 0x1p63);
            if (!exact) {
                boolean fits = whole && dtype == DType.INT32;
                throw Problem.dtype(
                        "scalar",
                        value + " is no " + dtype,
                        "convert the tensor with to(" + (fits ? "INT64" : "FLOAT32") + ") first");
            }
            return TensorBridge.of(Array.scalar(dtype, value.longValue()));
        }
        return TensorBridge.of(Array.scalar(dtype, value.doubleValue()));
    }

    /// `0, 1, ..., n - 1`.
    public static Tensor arange(DType dtype, int n) {
        if (n < 0) {
            throw Problem.shape("arange", "the count is negative: " + n, "count from 0 and add an offset");
        }
        return Dispatch.one(new Iota(Shape.of(n), 0, counting("arange", dtype)));
    }

    /// `start, start + step, ...` before `stop`, as NumPy's `arange`: `ceil((stop - start) / step)` elements.
    public static Tensor arange(DType dtype, double start, double stop, double step) {
        if (step == 0 || Double.isNaN(step) || !Double.isFinite((stop - start) / step)) {
            throw Problem.shape(
                    "arange", start + " to " + stop + " by " + step + " does not end", "give a step that is not 0");
        }
        double n = Math.max(0, Math.ceil((stop - start) / step));
        if (n > Integer.MAX_VALUE) {
            throw Problem.shape(
                    "arange",
                    start + " to " + stop + " by " + step + " has over 2^31-1 elements",
                    "take a larger step");
        }
        Tensor steps = arange(DType.FLOAT64, (int) n);
        return steps.mul(step).add(start).to(dtype);
    }

    /// `n` numbers from `start` to `stop`, both included, evenly spaced.
    public static Tensor linspace(DType dtype, double start, double stop, int n) {
        Problem.present("linspace", "the dtype", dtype);
        if (n < 1) {
            throw Problem.shape("linspace", "there are " + n + " points", "take at least one");
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i == n - 1 && n > 1 ? stop : start + i * ((stop - start) / Math.max(1, n - 1));
        }
        return Tensor.of(x).to(dtype);
    }

    /// The `n` by `n` identity matrix.
    public static Tensor eye(DType dtype, int n) {
        return eye(dtype, n, n, 0);
    }

    /// Ones on the `k`-th diagonal (0 the main one, above it positive) of an `n` by `m` matrix, else zeros.
    public static Tensor eye(DType dtype, int n, int m, int k) {
        if (n < 0 || m < 0) {
            throw Problem.shape("eye", "a side is negative: " + n + " by " + m, "");
        }
        Shape shape = Shape.of(n, m);
        Tensor row = iota(shape, 0, DType.INT32);
        Tensor column = iota(shape, 1, DType.INT32);
        return row.add(k).eq(column).to(dtype);
    }

    /// The index along `axis` at every place of `shape`.
    public static Tensor iota(Shape shape, int axis, DType dtype) {
        int rank = Problem.present("iota", "the shape", shape).rank();
        if (axis < -rank || axis >= rank) {
            throw Problem.shape("iota", shape + " has no axis " + axis, rank == 0 ? "a scalar has none" : "");
        }
        return Dispatch.one(new Iota(shape, axis < 0 ? axis + rank : axis, counting("iota", dtype)));
    }

    private static DType counting(String operation, DType dtype) {
        if (Problem.present(operation, "the dtype", dtype) == DType.BOOL) {
            throw Problem.dtype(operation, "truth values do not count", "count in INT32 and compare");
        }
        return dtype;
    }

    /// The constant of type `type` whose elements are all `value`.
    static Tensor full(Type type, double value) {
        return full(type.dtype(), type.shape(), value);
    }
}
