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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The arrays of `npy_goldens.py`, unpacked one by one, and files that are none.
class NpyTest {
    @TempDir
    private Path folder;

    /// What NumPy's and Costate's writers both made.
    static Map<String, Tensor> own() {
        var own = new LinkedHashMap<String, Tensor>();
        own.put("f4 2 3", Tensor.of(new float[] {0, 0.25f, 0.5f, 0.75f, 1, 1.25f}, Shape.of(2, 3)));
        own.put("f8 scalar", Tensor.scalar(2.5));
        own.put("f8 0 3", Tensor.of(new double[0], Shape.of(0, 3)));
        own.put("i4 5", Tensor.of(1, -2, 3, -4, Integer.MAX_VALUE));
        own.put("i8 1 1 2", Tensor.of(new long[][][] {{{1, -(1L << 62)}}}));
        own.put("b1 3 1", Tensor.of(new boolean[][] {{true}, {false}, {true}}));
        own.put("f8 12345 0", Tensor.of(new double[0], Shape.of(12345, 0)));
        return own;
    }

    /// An array of a golden as a file of its own.
    private Path unpacked(String archive, String name) throws IOException {
        try (var zip = new ZipFile(Goldens.file(archive).toFile())) {
            var entry = Objects.requireNonNull(zip.getEntry(name + ".npy"), name);
            return Files.write(
                    folder.resolve("x.npy"), zip.getInputStream(entry).readAllBytes());
        }
    }

    private Tensor read(String name) throws IOException {
        return Npy.read(unpacked("other.npz", name));
    }

    @Test
    void writesNumPysBytes() throws IOException {
        for (var e : own().entrySet()) {
            var file = folder.resolve("own.npy");
            Npy.write(file, e.getValue());
            assertThat(file).as(e.getKey()).hasSameBinaryContentAs(unpacked("own.npz", e.getKey()));
            same(Npy.read(file), e.getValue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "i1, -128, 127, INT32",
        "u1, 0, 255, INT32",
        "<i2, -32768, 32767, INT32",
        ">i2, -32768, 32767, INT32",
        "<u2, 0, 65535, INT32",
        ">u2, 0, 65535, INT32",
        "<i4, -2147483648, 2147483647, INT32",
        ">i4, -2147483648, 2147483647, INT32",
        "<u4, 0, 4294967295, INT64",
        ">u4, 0, 4294967295, INT64",
        "<i8, -9223372036854775808, 9223372036854775807, INT64",
        ">i8, -9223372036854775808, 9223372036854775807, INT64",
        "<u8, 0, 9223372036854775807, INT64",
        ">u8, 0, 9223372036854775807, INT64",
    })
    void readsIntegers(String code, long low, long high, DType dtype) throws IOException {
        var edges = read("edges " + code);
        assertThat(edges.dtype()).isEqualTo(dtype);
        assertThat(edges.toLongs()).containsExactly(low, high);
        same(read("F " + code), matrix(dtype));
    }

    private static Tensor matrix(DType dtype) {
        return Tensor.of(new int[][] {{0, 1, 2}, {3, 4, 100}}).to(dtype);
    }

    @ParameterizedTest
    @CsvSource({"<f2, 0x1.554p-2", ">f2, 0x1.554p-2", "<f4, 0x1.555556p-2", ">f4, 0x1.555556p-2"})
    void readsFloats(String code, float third) throws IOException {
        same(read("edges " + code), Tensor.of(third, Float.NEGATIVE_INFINITY, -0f));
        same(read("F " + code), matrix(DType.FLOAT32));
    }

    @Test
    void readsDoublesCubesAndTruths() throws IOException {
        for (var code : List.of("<f8", ">f8")) {
            same(read("edges " + code), Tensor.of(1.0 / 3, Double.NEGATIVE_INFINITY, -0.0));
            same(read("F " + code), matrix(DType.FLOAT64));
        }
        same(read("F b1"), matrix(DType.INT32).gt(2));
        var cube = new long[24];
        for (var i = 0; i < cube.length; i++) {
            cube[i] = i;
        }
        same(read("F cube"), Tensor.of(cube, Shape.of(2, 3, 4)));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void readsEveryVersion(int version) throws IOException {
        same(read("version " + version), Objects.requireNonNull(own().get("f4 2 3")));
    }

    @ParameterizedTest
    @CsvSource({
        "c16, complex numbers",
        "g, long double",
        "O, Python objects",
        "S, texts",
        "U, texts",
        "M8, dates",
        "V, raw bytes",
        "structured, a structured dtype",
        "u8, 9223372036854775808 is over 2^63 - 1",
    })
    void refusesWhatNoTensorHolds(String name, String message) throws IOException {
        var file = unpacked("refused.npz", name);
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageMatching("(?s)" + Pattern.quote(file.toString()) + ": byte \\d+: .*")
                .hasMessageContaining(message);
    }

    @Test
    void everythingComesBack() throws IOException {
        for (var shape : List.of(Shape.of(1), Shape.of(13), Shape.of(1, 207, 3), Shape.of(4098, 17))) {
            var normal =
                    Random.normal(Key.of(shape.size()), DType.FLOAT64, shape).mul(100);
            for (var dtype : DType.values()) {
                var tensor = dtype == DType.BOOL ? normal.gt(0) : normal.to(dtype);
                Npy.write(folder.resolve("back.npy"), tensor);
                same(Npy.read(folder.resolve("back.npy")), tensor);
            }
        }
    }

    /// A file of version 1.0.
    private static byte[] bytes(String header, int data) {
        var file = ("\u0093NUMPY\1\0" + (char) (header.length() & 255) + (char) (header.length() >> 8) + header)
                .getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(file, file.length + data);
    }

    private static Arguments row(String header, int data, String message) {
        return Arguments.of(bytes(header, data), message);
    }

    private static String header(String descr, String order, String shape) {
        return "{'descr': " + descr + ", 'fortran_order': " + order + ", 'shape': " + shape + "}";
    }

    private static Arguments shape(String shape, int data, String message) {
        return row(header("'<f4'", "False", shape), data, message);
    }

    static List<Arguments> hostile() {
        var rows = new ArrayList<Arguments>();
        rows.add(Arguments.of(new byte[0], "byte 0: the file ends, 8 bytes early"));
        rows.add(Arguments.of("PK\3\4 a zip file".getBytes(StandardCharsets.ISO_8859_1), "byte 0: no .npy file"));
        rows.add(Arguments.of(
                "\u0093NUMPY\4\0    ".getBytes(StandardCharsets.ISO_8859_1), "byte 6: version 4.0; 1.0, 2.0 and 3.0"));
        rows.add(Arguments.of("\u0093NUMPY\1\1    ".getBytes(StandardCharsets.ISO_8859_1), "byte 6: version 1.1"));
        rows.add(Arguments.of(
                "\u0093NUMPY\2\0\u00ff\u00ff\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1),
                "byte 8: the header claims 4294967295 bytes; at most 10000"));
        rows.add(Arguments.of(
                "\u0093NUMPY\1\0\u0080\0{".getBytes(StandardCharsets.ISO_8859_1),
                "byte 11: the file ends, 127 bytes early"));
        rows.add(row("", 0, "byte 10: expected '{'"));
        rows.add(row("{", 0, "byte 11: expected a text in quotes"));
        rows.add(row("{'descr", 0, "byte 11: a text does not end"));
        rows.add(row("{'de\\scr': 1}", 0, "byte 11: a text has a backslash"));
        rows.add(row("{'descr' '<f4'}", 0, "byte 19: expected ':'"));
        rows.add(row("{'descr': '<f4'}", 0, "one of descr, fortran_order, shape is missing"));
        rows.add(row("{'descr': '<f4', 'descr': '<f4'}", 0, "byte 27: a key comes twice"));
        rows.add(row("{'descr': '<f4', 'order': 'C'}", 0, "byte 27: there is no key 'order'"));
        rows.add(row(header("'<f4'", "False", "(2,)") + " or 1", 8, "there is more after the header's dictionary"));
        rows.add(row(header("'<f4'", "0", "(2,)"), 8, "expected True or False"));
        rows.add(row(header("<f4", "False", "(2,)"), 8, "byte 20: expected a text in quotes"));
        rows.add(row(header("'f4'", "False", "(2,)"), 8, "dtype 'f4' is not read"));
        rows.add(row(header("'|f4'", "False", "(2,)"), 8, "does not say which byte comes first"));
        rows.add(row(header("''", "False", "(2,)"), 8, "dtype '' is not read"));
        rows.add(row(header("'<f5'", "False", "(2,)"), 8, "dtype '<f5' is not read"));
        rows.add(shape("[2]", 8, "expected '('"));
        rows.add(shape("(2)", 8, "a tuple of one number is (n,)"));
        rows.add(shape("(,)", 8, "expected an extent"));
        rows.add(shape("(-2,)", 8, "expected an extent, a whole number from 0"));
        rows.add(shape("(2.0,)", 8, "expected ','"));
        rows.add(shape("(2, 3", 24, "expected ')'"));
        rows.add(shape("(99999999999999999999,)", 8, "an extent is over 2^63 - 1"));
        rows.add(shape("(4294967296, 4294967296)", 0, "has over 2^31 - 1 elements"));
        rows.add(shape("(0, 4294967296)", 0, "has over 2^31 - 1 elements"));
        rows.add(shape("(2147483647,)", 8, "2147483647 elements of F32 take 8589934588 bytes, there are 8"));
        rows.add(shape("(2,)", 7, "2 elements of F32 take 8 bytes, there are 7"));
        rows.add(shape("(2,)", 9, "2 elements of F32 take 8 bytes, there are 9"));
        rows.add(shape("(" + "1, ".repeat(65) + ")", 4, "an array of 65 axes; NumPy has at most 64"));
        return rows;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refuses(byte[] content, String message) throws IOException {
        var file = Files.write(folder.resolve("hostile.npy"), content);
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void aTruthIsZeroOrOne() throws IOException {
        var content = bytes(header("'|b1'", "True", "(3,)"), 3);
        content[content.length - 2] = 7;
        var file = Files.write(folder.resolve("truth.npy"), content);
        assertThatThrownBy(() -> Npy.read(file))
                .hasMessage(file + ": byte " + (content.length - 2) + ": a truth value is 7; expected 0 or 1");
    }

    @Test
    void survivesDamage() throws IOException {
        for (var name : List.of("F <i2", "edges >f2", "F b1", "version 2")) {
            var valid = Files.readAllBytes(unpacked("other.npz", name));
            Damage.survive(folder.resolve("damaged.npy"), valid, 2, 2000, Npy::read);
        }
    }
}
