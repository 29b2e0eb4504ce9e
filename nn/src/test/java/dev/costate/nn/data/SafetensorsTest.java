package dev.costate.nn.data;

import static dev.costate.nn.data.TensorAssert.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The files of `safetensors_goldens.py`, and files that are none.
class SafetensorsTest {
    @TempDir
    private Path folder;

    private static Map<String, Tensor> own() {
        var tensors = new LinkedHashMap<String, Tensor>();
        tensors.put("scalar", Tensor.scalar(2.5));
        tensors.put("weight", Tensor.of(new float[] {0, 0.25f, 0.5f, 0.75f, 1, 1.25f}, Shape.of(2, 3)));
        tensors.put("steps", Tensor.of(1L, -(1L << 62)));
        tensors.put("labels", Tensor.of(new int[][] {{3}, {-1}}));
        tensors.put("mask", Tensor.of(true, false, true));
        tensors.put("none", Tensor.zeros(0, 3));
        tensors.put("layers[0].\"ä\n", Tensor.of(-0f, Float.POSITIVE_INFINITY));
        return tensors;
    }

    @Test
    void writesTheBytesOfTheReference() throws IOException {
        var file = folder.resolve("deep/own.safetensors");
        Safetensors.write(file, own(), Map.of("note", "a \\ \t é"));
        assertThat(file).hasSameBinaryContentAs(Goldens.file("own.safetensors"));
        // whatever the order of the map
        Safetensors.write(file, new HashMap<>(own()), Map.of("note", "a \\ \t é"));
        assertThat(file).hasSameBinaryContentAs(Goldens.file("own.safetensors"));
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void readsWhatTheReferenceWrote() throws IOException {
        var read = Safetensors.read(Goldens.file("own.safetensors"));
        assertThat(read.keySet())
                .containsExactly("steps", "scalar", "layers[0].\"ä\n", "none", "weight", "labels", "mask");
        own().forEach((name, tensor) -> same(read.get(name), tensor));
        assertThat(Safetensors.metadata(Goldens.file("own.safetensors"))).isEqualTo(Map.of("note", "a \\ \t é"));
    }

    @Test
    void shortNumbersAreWidened() throws IOException {
        var read = Safetensors.read(Goldens.file("widened.safetensors"));
        same(read.get("i8"), Tensor.of(-128, 127));
        same(read.get("u8"), Tensor.of(0, 255));
        same(read.get("i16"), Tensor.of(-32768, 32767));
        same(read.get("u16"), Tensor.of(0, 65535));
        same(read.get("u32"), Tensor.of(0L, (1L << 32) - 1));
        same(read.get("u64"), Tensor.of(0L, Long.MAX_VALUE));
        same(read.get("f16"), Tensor.of(0x1.554p-2f, -65504f, 0x1p-24f, Float.POSITIVE_INFINITY));
        same(read.get("bf16"), Tensor.of(0x1.56p-2f, -0x1.c4p127f));
    }

    /// Every dtype, from no element to more than one chunk of a file.
    @Test
    void everythingComesBack() throws IOException {
        var shapes = List.of(
                Shape.of(),
                Shape.of(0),
                Shape.of(1),
                Shape.of(3, 0, 2),
                Shape.of(13),
                Shape.of(1, 1, 7),
                Shape.of(5, 13, 207));
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var shape : shapes) {
            var normal =
                    Random.normal(Key.of(shape.size()), DType.FLOAT64, shape).mul(100);
            for (var dtype : DType.values()) {
                tensors.put(dtype + " " + shape, dtype == DType.BOOL ? normal.gt(0) : normal.to(dtype));
            }
        }
        tensors.put("nan", Tensor.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE));
        var file = folder.resolve("all.safetensors");
        Safetensors.write(file, tensors);
        var read = Safetensors.read(file);
        assertThat(read).hasSameSizeAs(tensors);
        tensors.forEach((name, tensor) -> same(read.get(name), tensor));
        assertThat(Safetensors.metadata(file)).isEmpty();

        Safetensors.write(file, Map.of());
        assertThat(Safetensors.read(file)).isEmpty();
    }

    private static byte[] bytes(String header, int data) {
        var json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    private static byte[] bytes(long claimed) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimed)
                .array();
    }

    /// A header of one tensor `a`.
    private static String one(String dtype, String shape, String range) {
        return "{\"a\":" + body(dtype, shape, range) + "}";
    }

    private static String body(String dtype, String shape, String range) {
        return "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + range + "}";
    }

    static List<Arguments> hostile() {
        var f32 = body("F32", "[2]", "[0,8]");
        return List.of(
                Arguments.of(new byte[0], "byte 0: the file ends, 8 bytes early"),
                Arguments.of(new byte[] {1, 0, 0}, "byte 3: the file ends, 5 bytes early"),
                Arguments.of(bytes(9), "byte 0: the header claims 9 bytes, the file has 8 more"),
                Arguments.of(bytes(100_000_001), "byte 0: the header claims 100000001 bytes; at most 100000000"),
                Arguments.of(bytes(-1), "byte 0: the header claims 18446744073709551615 bytes"),
                Arguments.of(bytes(0), "byte 8: the header does not begin with {"),
                Arguments.of(bytes("[]", 0), "byte 8: the header does not begin with {"),
                Arguments.of(bytes("{", 0), "does not begin with {"),
                Arguments.of(bytes("{\0\"\0a\0\"\0}\0", 0), "byte 8: the header does not begin with {"),
                Arguments.of(bytes("{\"a\"}", 0), "no valid JSON"),
                Arguments.of(bytes("{\"a\":", 0), "no valid JSON"),
                Arguments.of(bytes("{}{}", 0), "byte 10: there is more after the header's object"),
                Arguments.of(bytes("{} x", 0), "no valid JSON"),
                Arguments.of(bytes("{\"a\":" + f32 + ",\"a\":" + f32 + "}", 8), "Duplicate Object property \"a\""),
                Arguments.of(bytes("{\"a\":null}", 0), "byte 13: expected an object for tensor 'a'"),
                Arguments.of(bytes("{\"__metadata__\":[]}", 0), "expected an object of texts for __metadata__"),
                Arguments.of(bytes("{\"__metadata__\":{\"n\":1}}", 0), "expected a text for the note 'n'"),
                Arguments.of(bytes("{\"__metadata__\":{},\"__metadata__\":{}}", 0), "Duplicate"),
                Arguments.of(bytes("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 0), "Duplicate"),
                Arguments.of(bytes("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8), "is missing"),
                Arguments.of(bytes("{\"a\":{\"size\":2}}", 8), "tensor 'a': there is no key 'size'"),
                Arguments.of(bytes(one("F8_E4M3", "[2]", "[0,2]"), 2), "tensor 'a': dtype F8_E4M3 is not read here"),
                Arguments.of(bytes(one("f32", "[2]", "[0,8]"), 8), "dtype f32 is not read here"),
                Arguments.of(bytes(one("F32", "2", "[0,8]"), 8), "expected a list for shape"),
                Arguments.of(bytes(one("F32", "[2.0]", "[0,8]"), 8), "expected a whole number"),
                Arguments.of(bytes(one("F32", "[[2]]", "[0,8]"), 8), "expected a whole number"),
                Arguments.of(bytes(one("F32", "[-2]", "[0,8]"), 8), "shape has the negative number -2"),
                Arguments.of(bytes(one("F32", "[9223372036854775808]", "[0,8]"), 8), "no valid JSON"),
                Arguments.of(bytes(one("F32", "[2]", "[0]"), 8), "data_offsets has 1 numbers; expected 2"),
                Arguments.of(bytes(one("F32", "[2]", "[8,0]"), 8), "begin at 8"),
                Arguments.of(bytes(one("F32", "[2]", "[4,12]"), 12), "its bytes begin at 4, those before end at 0"),
                Arguments.of(
                        bytes(one("F32", "[3]", "[0,8]"), 8), "F32 [3] needs 12 bytes, its range from 0 to 8 has 8"),
                Arguments.of(bytes(one("F32", "[2]", "[0,8]"), 9), "the tensors take 8 bytes, the file has 9"),
                Arguments.of(bytes(one("F32", "[2]", "[0,8]"), 7), "the tensors take 8 bytes, the file has 7"),
                Arguments.of(bytes("{}", 1), "the tensors take 0 bytes, the file has 1"),
                Arguments.of(bytes(one("F32", "[4294967296,4294967296]", "[0,0]"), 0), "has over 2^31 - 1 elements"),
                Arguments.of(
                        bytes(one("F64", "[2147483647]", "[0,17179869176]"), 8),
                        "the tensors take 17179869176 bytes, the file has 8"),
                Arguments.of(bytes(one("F32", "[0,4294967296]", "[0,0]"), 0), "has over 2^31 - 1 elements"),
                Arguments.of(
                        bytes("{\"a\":" + f32 + ",\"b\":" + body("F32", "[2]", "[4,12]") + "}", 12),
                        "tensor 'b': its bytes begin at 4, those before end at 8"),
                Arguments.of(
                        bytes("{\"a\":" + f32 + ",\"b\":" + f32 + "}", 8),
                        "tensor 'b': its bytes begin at 0, those before end at 8"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refuses(byte[] content, String message) throws IOException {
        var file = Files.write(folder.resolve("hostile.safetensors"), content);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesValuesThatNoTensorHolds() throws IOException {
        var header = one("BOOL", "[3]", "[0,3]");
        var content = bytes(header, 3);
        content[content.length - 1] = 2;
        var file = Files.write(folder.resolve("values.safetensors"), content);
        assertThatThrownBy(() -> Safetensors.read(file))
                .hasMessage(file + ": byte " + (8 + header.length() + 2) + ": a truth value is 2; expected 0 or 1");
        content = bytes(one("U64", "[1]", "[0,8]"), 8);
        content[content.length - 1] = (byte) 0x80;
        Files.write(file, content);
        assertThatThrownBy(() -> Safetensors.read(file)).hasMessageContaining("9223372036854775808 is over 2^63 - 1");
        content = bytes("{\"é\":1}", 0);
        content[10] = '?';
        Files.write(file, content);
        assertThatThrownBy(() -> Safetensors.read(file)).hasMessageContaining("the header is not UTF-8");
    }

    @Test
    void survivesDamage() throws IOException {
        for (var name : List.of("own.safetensors", "widened.safetensors")) {
            var valid = Files.readAllBytes(Goldens.file(name));
            Damage.survive(folder.resolve(name), valid, 1, 3000, file -> {
                Safetensors.read(file);
                Safetensors.metadata(file);
            });
        }
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldFile() throws IOException {
        var file = folder.resolve("old.safetensors");
        Safetensors.write(file, Map.of("a", Tensor.ones(2)));
        var old = Files.readAllBytes(file);
        assertThatThrownBy(() -> Safetensors.write(file, Map.of("__metadata__", Tensor.ones(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("__metadata__");
        assertThatThrownBy(() -> Safetensors.write(file, Map.of("\ud800", Tensor.ones(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
        assertThat(file).hasBinaryContent(old);
        var below = file.resolve("b.safetensors");
        assertThatThrownBy(() -> Safetensors.write(below, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a file, not a folder");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
