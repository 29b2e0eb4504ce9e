package dev.costate.bench.measure;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Tensors as raw files: see [TensorFile].
final class TensorFiles {
    private TensorFiles() {}

    /// Writes a tensor to the file `prefix name .bin` of `folder`.
    static TensorFile write(Path folder, String prefix, String name, Tensor tensor) {
        var bytes = ByteBuffer.allocate(
                        Math.multiplyExact(tensor.size(), tensor.dtype().bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        switch (tensor.dtype()) {
            case FLOAT32 -> bytes.asFloatBuffer().put(tensor.toFloats());
            case FLOAT64 -> bytes.asDoubleBuffer().put(tensor.toDoubles());
            case INT32 -> bytes.asIntBuffer().put(tensor.toInts());
            case INT64 -> bytes.asLongBuffer().put(tensor.toLongs());
            case BOOL -> throw new IllegalArgumentException(name + ": truth values have no file format here");
        }
        var file = prefix + name + ".bin";
        try {
            Files.write(folder.resolve(file), bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(file), e);
        }
        var shape = Arrays.stream(tensor.shape().dims()).boxed().toList();
        return new TensorFile(name, tensor.dtype().code(), shape, file);
    }

    /// Reads a tensor.
    ///
    /// @throws IllegalArgumentException if the file has not as many bytes as the shape needs
    static Tensor read(Path folder, TensorFile file) {
        var shape = Shape.of(file.shape().stream().mapToInt(Integer::intValue).toArray());
        var dtype = DType.ofCode(file.dtype())
                .orElseThrow(() -> new IllegalArgumentException(file.file() + ": there is no dtype " + file.dtype()));
        var bytes = bytes(folder.resolve(file.file()));
        if (bytes.remaining() != (long) shape.size() * dtype.bytes()) {
            throw new IllegalArgumentException("%s: %s%s needs %d bytes, the file has %d"
                    .formatted(file.file(), dtype, shape, (long) shape.size() * dtype.bytes(), bytes.remaining()));
        }
        return switch (dtype) {
            case FLOAT32 -> {
                var values = new float[shape.size()];
                bytes.asFloatBuffer().get(values);
                yield Tensor.of((Object) values, shape);
            }
            case FLOAT64 -> {
                var values = new double[shape.size()];
                bytes.asDoubleBuffer().get(values);
                yield Tensor.of((Object) values, shape);
            }
            case INT32 -> {
                var values = new int[shape.size()];
                bytes.asIntBuffer().get(values);
                yield Tensor.of((Object) values, shape);
            }
            case INT64 -> {
                var values = new long[shape.size()];
                bytes.asLongBuffer().get(values);
                yield Tensor.of((Object) values, shape);
            }
            case BOOL -> throw new IllegalArgumentException(file.file() + ": truth values have no file format here");
        };
    }

    private static ByteBuffer bytes(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
