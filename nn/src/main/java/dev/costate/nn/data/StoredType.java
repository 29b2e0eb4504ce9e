package dev.costate.nn.data;

import dev.costate.DType;

/// How a file keeps a number, and the dtype that holds every such number: unsigned, short and half-precision
/// ones are widened.
enum StoredType {
    BOOL(DType.BOOL, 1),
    I8(DType.INT32, 1),
    U8(DType.INT32, 1),
    I16(DType.INT32, 2),
    U16(DType.INT32, 2),
    I32(DType.INT32, 4),
    U32(DType.INT64, 4),
    I64(DType.INT64, 8),
    /// Over 2^63 - 1 there is no dtype: such a number is an error.
    U64(DType.INT64, 8),
    F16(DType.FLOAT32, 2),
    BF16(DType.FLOAT32, 2),
    F32(DType.FLOAT32, 4),
    F64(DType.FLOAT64, 8);

    private final DType dtype;
    private final int bytes;

    StoredType(DType dtype, int bytes) {
        this.dtype = dtype;
        this.bytes = bytes;
    }

    /// What a tensor of them has.
    DType dtype() {
        return dtype;
    }

    /// The size of one in the file.
    int bytes() {
        return bytes;
    }

    /// How a tensor of `dtype` is written.
    static StoredType of(DType dtype) {
        return switch (dtype) {
            case BOOL -> BOOL;
            case INT32 -> I32;
            case INT64 -> I64;
            case FLOAT32 -> F32;
            case FLOAT64 -> F64;
        };
    }
}
