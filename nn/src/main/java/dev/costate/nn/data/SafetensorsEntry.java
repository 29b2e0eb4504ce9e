package dev.costate.nn.data;

import dev.costate.Tensor;
import java.io.IOException;
import java.nio.ByteOrder;

/// A tensor as a header of safetensors describes it.
///
/// @param stored how its numbers are kept
/// @param extents its shape
/// @param begin the first of its bytes, counted from the end of the header
/// @param end after the last of them
record SafetensorsEntry(StoredType stored, Extents extents, long begin, long end) {
    /// Fails unless the range begins where the one before ended and has the length of the shape.
    void require(ByteSource source, String name, long previousEnd) throws MalformedFileException {
        var length = extents.bytes(stored.bytes());
        if (!extents.fit() || length < 0) {
            throw source.problem("tensor '%s': %s %s has over 2^31 - 1 elements".formatted(name, stored, extents));
        }
        if (begin != previousEnd) {
            throw source.problem(
                    "tensor '%s': its bytes begin at %d, those before end at %d; expected neither gap nor overlap"
                            .formatted(name, begin, previousEnd));
        }
        if (end < begin || end - begin != length) {
            throw source.problem("tensor '%s': %s %s needs %d bytes, its range from %d to %d has %d"
                    .formatted(name, stored, extents, length, begin, end, end - begin));
        }
    }

    Tensor read(ByteSource source) throws IOException {
        return Elements.read(source, stored, ByteOrder.LITTLE_ENDIAN, extents.shape());
    }
}
