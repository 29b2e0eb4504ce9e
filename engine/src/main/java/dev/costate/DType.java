package dev.costate;

import java.util.Optional;

/// The element type of a [Tensor].
///
/// Promotion when two tensors meet: `bool < int32 < int64 < float32 < float64`, the larger one wins. As in JAX
/// and PyTorch (and unlike NumPy) an `int64` beside a `float32` gives `float32`.
public enum DType {
    /// Truth values.
    BOOL("bool", 1),
    /// 32-bit two's complement integers; arithmetic wraps.
    INT32("i32", 4),
    /// 64-bit two's complement integers; arithmetic wraps.
    INT64("i64", 8),
    /// IEEE 754 binary32.
    FLOAT32("f32", 4),
    /// IEEE 754 binary64.
    FLOAT64("f64", 8);

    private final String code;
    private final int bytes;

    DType(String code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /// The short name that types print with, such as `f32`.
    public String code() {
        return code;
    }

    /// The size of one element in bytes.
    public int bytes() {
        return bytes;
    }

    /// Whether this is `FLOAT32` or `FLOAT64`: the only dtypes that carry derivatives.
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /// Whether this is `INT32` or `INT64`.
    public boolean isInteger() {
        return this == INT32 || this == INT64;
    }

    /// The dtype in which an operation on both computes.
    public DType promote(DType other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// The dtype that prints as `code`, if there is one.
    public static Optional<DType> ofCode(String code) {
        for (DType d : values()) {
            if (d.code.equals(code)) {
                return Optional.of(d);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return code;
    }
}
