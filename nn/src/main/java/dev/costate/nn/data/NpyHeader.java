package dev.costate.nn.data;

import dev.costate.Shape;
import dev.costate.Type;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What a `.npy` file says before its numbers.
///
/// @param stored how a number is kept
/// @param order which of its bytes comes first
/// @param columnsFirst Fortran order: the first axis varies fastest
/// @param extents the shape
record NpyHeader(StoredType stored, ByteOrder order, boolean columnsFirst, Extents extents) {
    static final int MOST_AXES = 64;
    private static final String MAGIC = "\u0093NUMPY";
    /// NumPy's bound, against headers that take long to parse.
    private static final int MOST = 10_000;
    private static final int ALIGNMENT = 64;
    /// NumPy leaves room for the first extent to grow to so many digits.
    private static final int ROOM = 21;

    static NpyHeader read(ByteSource source) throws IOException {
        var begin = source.place();
        var start = source.read(MAGIC.length() + 2);
        if (!new String(start, 0, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC)) {
            throw source.problem(begin, "no .npy file: it does not begin with \\x93NUMPY");
        }
        var version = start[MAGIC.length()];
        if (version < 1 || version > 3 || start[MAGIC.length() + 1] != 0) {
            throw source.problem(
                    begin + MAGIC.length(),
                    "version %d.%d; 1.0, 2.0 and 3.0 are read"
                            .formatted(Byte.toUnsignedInt(version), Byte.toUnsignedInt(start[MAGIC.length() + 1])));
        }
        var at = source.place();
        var length = version == 1 ? word(source, Short.BYTES) & 0xffff : word(source, Integer.BYTES);
        if (length < 0 || length > MOST) {
            throw source.problem(
                    at,
                    "the header claims " + Integer.toUnsignedString(length) + " bytes; at most " + MOST + " are read");
        }
        var place = source.place();
        var text = new String(source.read(length), version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return new NpyParser(source, place, text).header();
    }

    private static int word(ByteSource source, int bytes) throws IOException {
        var word = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return word.put(source.read(bytes)).rewind().getInt();
    }

    /// Fails unless what remains of the file is as long as the numbers.
    void require(ByteSource source) throws MalformedFileException {
        if (extents.dims().length > MOST_AXES) {
            throw source.problem("an array of " + extents.dims().length + " axes; NumPy has at most " + MOST_AXES);
        }
        if (!extents.fit()) {
            throw source.problem("the shape " + extents + " has over 2^31 - 1 elements");
        }
        var bytes = extents.bytes(stored.bytes());
        if (bytes != source.remaining()) {
            throw source.problem(
                    source.place() + Math.min(bytes, source.remaining()),
                    "%d elements of %s take %d bytes, there are %d"
                            .formatted(extents.size(), stored, bytes, source.remaining()));
        }
    }

    /// The shape with its axes in the order of the file.
    Shape reversed() {
        var dims = extents.dims();
        var result = new int[dims.length];
        Arrays.setAll(result, i -> Math.toIntExact(dims[dims.length - 1 - i]));
        return Shape.of(result);
    }

    /// Magic, version, length and header for a tensor, as NumPy writes them; one character is one byte.
    static String text(Type type) {
        var dims = type.shape().dims();
        var shape = Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining(", "))
                + (dims.length == 1 ? "," : "");
        var text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(code(type), shape);
        if (dims.length > 0) {
            text += " ".repeat(ROOM - Integer.toString(dims[0]).length());
        }
        var before = MAGIC.length() + 2 + Short.BYTES;
        var length = Math.ceilDiv(before + text.length() + 1, ALIGNMENT) * ALIGNMENT - before;
        return MAGIC + "\1\0" + (char) (length & 0xff) + (char) (length >> Byte.SIZE) + text
                + " ".repeat(length - text.length() - 1) + "\n";
    }

    private static String code(Type type) {
        return switch (type.dtype()) {
            case BOOL -> "|b1";
            case INT32 -> "<i4";
            case INT64 -> "<i8";
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
        };
    }
}
