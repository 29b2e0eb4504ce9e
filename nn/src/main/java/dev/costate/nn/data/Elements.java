package dev.costate.nn.data;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The numbers of a tensor as bytes, one after the other in row-major order.
final class Elements {
    /// A multiple of every width.
    private static final int CHUNK = 1 << 16;

    private Elements() {}

    /// Reads as many numbers as `shape` has.
    static Tensor read(ByteSource source, StoredType stored, ByteOrder order, Shape shape) throws IOException {
        var values = allocate(stored.dtype(), shape.size());
        var bytes = new byte[(int) Math.min(CHUNK, (long) shape.size() * stored.bytes())];
        var buffer = ByteBuffer.wrap(bytes).order(order);
        for (var at = 0; at < shape.size(); ) {
            var count = Math.min(CHUNK / stored.bytes(), shape.size() - at);
            var place = source.place();
            source.read(bytes, 0, count * stored.bytes());
            decode(source, place, stored, buffer.clear().limit(count * stored.bytes()), values, at, count);
            at += count;
        }
        return Tensor.of(values, shape);
    }

    private static Object allocate(DType dtype, int size) {
        return switch (dtype) {
            case BOOL -> new boolean[size];
            case INT32 -> new int[size];
            case INT64 -> new long[size];
            case FLOAT32 -> new float[size];
            case FLOAT64 -> new double[size];
        };
    }

    private static void decode(
            ByteSource source, long place, StoredType stored, ByteBuffer from, Object values, int at, int count)
            throws IOException {
        switch (stored) {
            case BOOL -> booleans(source, place, from, (boolean[]) values, at, count);
            case I32 -> from.asIntBuffer().get((int[]) values, at, count);
            case I64 -> from.asLongBuffer().get((long[]) values, at, count);
            case U64 -> unsigned(source, place, from, (long[]) values, at, count);
            case F32 -> from.asFloatBuffer().get((float[]) values, at, count);
            case F64 -> from.asDoubleBuffer().get((double[]) values, at, count);
            case I8, U8, I16, U16 -> {
                var to = (int[]) values;
                for (var i = at; i < at + count; i++) {
                    to[i] = small(stored, from);
                }
            }
            case U32 -> {
                var to = (long[]) values;
                for (var i = at; i < at + count; i++) {
                    to[i] = Integer.toUnsignedLong(from.getInt());
                }
            }
            case F16, BF16 -> {
                var to = (float[]) values;
                for (var i = at; i < at + count; i++) {
                    var bits = from.getShort();
                    to[i] = stored == StoredType.F16
                            ? Float.float16ToFloat(bits)
                            : Float.intBitsToFloat(bits << Short.SIZE);
                }
            }
        }
    }

    private static int small(StoredType stored, ByteBuffer from) {
        return switch (stored) {
            case I8 -> from.get();
            case U8 -> Byte.toUnsignedInt(from.get());
            case I16 -> from.getShort();
            case U16 -> Short.toUnsignedInt(from.getShort());
            case BOOL, I32, U32, I64, U64, F16, BF16, F32, F64 -> throw new AssertionError(stored);
        };
    }

    private static void booleans(ByteSource source, long place, ByteBuffer from, boolean[] to, int at, int count)
            throws IOException {
        for (var i = 0; i < count; i++) {
            var value = from.get();
            if (value != 0 && value != 1) {
                throw source.problem(place + i, "a truth value is " + Byte.toUnsignedInt(value) + "; expected 0 or 1");
            }
            to[at + i] = value == 1;
        }
    }

    private static void unsigned(ByteSource source, long place, ByteBuffer from, long[] to, int at, int count)
            throws IOException {
        for (var i = 0; i < count; i++) {
            to[at + i] = from.getLong();
            if (to[at + i] < 0) {
                throw source.problem(
                        place + (long) Long.BYTES * i,
                        Long.toUnsignedString(to[at + i]) + " is over 2^63 - 1, the most that an i64 holds");
            }
        }
    }

    /// Writes all numbers of a tensor, the low byte first.
    static void write(OutputStream out, Tensor tensor) throws IOException {
        write(out, tensor, ByteOrder.LITTLE_ENDIAN);
    }

    /// Writes all numbers of a tensor.
    static void write(OutputStream out, Tensor tensor, ByteOrder order) throws IOException {
        var values = values(tensor);
        var width = tensor.dtype().bytes();
        var buffer = ByteBuffer.allocate((int) Math.min(CHUNK, (long) tensor.size() * width))
                .order(order);
        for (var at = 0; at < tensor.size(); ) {
            var count = Math.min(CHUNK / width, tensor.size() - at);
            buffer.clear();
            switch (values) {
                case boolean[] b -> {
                    for (var i = at; i < at + count; i++) {
                        buffer.put((byte) (b[i] ? 1 : 0));
                    }
                }
                case int[] n -> buffer.asIntBuffer().put(n, at, count);
                case long[] n -> buffer.asLongBuffer().put(n, at, count);
                case float[] f -> buffer.asFloatBuffer().put(f, at, count);
                case double[] d -> buffer.asDoubleBuffer().put(d, at, count);
                default -> throw new AssertionError(values.getClass());
            }
            out.write(buffer.array(), 0, count * width);
            at += count;
        }
    }

    private static Object values(Tensor tensor) {
        return switch (tensor.dtype()) {
            case BOOL -> tensor.toBooleans();
            case INT32 -> tensor.toInts();
            case INT64 -> tensor.toLongs();
            case FLOAT32 -> tensor.toFloats();
            case FLOAT64 -> tensor.toDoubles();
        };
    }
}
