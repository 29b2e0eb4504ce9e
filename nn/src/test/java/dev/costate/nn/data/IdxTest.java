package dev.costate.nn.data;

import static dev.costate.nn.data.TensorAssert.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Shape;
import dev.costate.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Files written out in hexadecimal from the format's description.
class IdxTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] packed(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static final Tensor BYTES = Tensor.of(new int[][] {{0, 1, 2}, {127, 128, 255}});

    static List<Arguments> types() {
        return List.of(
                Arguments.of("0000 0802 00000002 00000003 00 01 02 7f 80 ff", BYTES),
                Arguments.of("0000 0901 00000003 00 7f 80", Tensor.of(0, 127, -128)),
                Arguments.of("0000 0B01 00000002 0102 8000", Tensor.of(258, -32768)),
                Arguments.of("0000 0C01 00000002 01020304 ffffffff", Tensor.of(0x01020304, -1)),
                Arguments.of("0000 0D01 00000002 3fc00000 ff800000", Tensor.of(1.5f, Float.NEGATIVE_INFINITY)),
                Arguments.of("0000 0E01 00000001 3ff8000000000000", Tensor.of(new double[] {1.5})),
                Arguments.of("0000 0C00 00000007", Tensor.of(new int[] {7}, Shape.of())),
                Arguments.of("0000 0803 00000000 00000003 00000002", Tensor.of(new int[0], Shape.of(0, 3, 2))));
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsEveryTypePackedOrNot(String hex, Tensor expected) throws IOException {
        same(Idx.read(Files.write(folder.resolve("plain.idx"), bytes(hex))), expected);
        // whatever its name
        same(Idx.read(Files.write(folder.resolve("packed.idx"), packed(bytes(hex)))), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'byte 0: the file ends, 4 bytes early'",
        "0000, 'byte 2: the file ends, 2 bytes early'",
        "00010801 00000000, byte 0: no IDX file",
        "00000a01 00000000, byte 2: there is no type 0a",
        "00000802 00000000, 'byte 8: the file ends, 4 bytes early'",
        "00000801 00000003 0102, 'byte 4: [3] of U8 takes 3 bytes; at most 2 can follow'",
        "00000801 00000001 0102, byte 9: there is more after the end of the data",
        "00000e02 ffffffff ffffffff, 'byte 4: the extents [4294967295,4294967295] make over 2^31 - 1'",
        "00000e01 7fffffff 00, '[2147483647] of F64 takes 17179869176 bytes'",
        "1f8b, byte 0: no gzip file",
        "1f8b0800000000000003, 'byte 0: Unexpected end of ZLIB input stream'",
    })
    void refuses(String hex, String message) throws IOException {
        var file = Files.write(folder.resolve("hostile.idx"), bytes(hex));
        assertThatThrownBy(() -> Idx.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesMoreThanTheLimit() throws IOException {
        var content = Arrays.copyOf(bytes("0000 0801 000f4240"), 8 + 1_000_000);
        for (var file : List.of(
                Files.write(folder.resolve("plain.idx"), content),
                Files.write(folder.resolve("packed.idx"), packed(content)))) {
            assertThatThrownBy(() -> Idx.read(file, 500_000))
                    .hasMessage(file + ": byte 4: [1000000] of U8 takes 1000000 bytes; at most 499992 can follow");
            same(Idx.read(file, 1_000_008), Tensor.of(new int[1_000_000]));
        }
        // twenty bytes cannot unpack to two billion, whatever the limit
        var tiny = Files.write(folder.resolve("tiny.idx"), packed(bytes("0000 0801 7fffffff 00")));
        assertThatThrownBy(() -> Idx.read(tiny, Long.MAX_VALUE)).hasMessageContaining("can follow");
    }

    @Test
    void survivesDamage() throws IOException {
        var valid = bytes("0000 0802 00000002 00000003 00 01 02 7f 80 ff");
        Damage.survive(folder.resolve("damaged.idx"), valid, 4, 2000, Idx::read);
        Damage.survive(folder.resolve("damaged.idx.gz"), packed(valid), 5, 2000, Idx::read);
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsWrittenIsReadAgain(String hex, Tensor tensor) throws IOException {
        for (var name : List.of("own.idx", "own.idx.gz")) {
            var file = folder.resolve(name);
            Idx.write(file, tensor);
            same(Idx.read(file), tensor);
        }
        // The types that are written are those of the format's own files, byte for byte.
        if (hex.startsWith("0000 0C") || hex.startsWith("0000 0D") || hex.startsWith("0000 0E")) {
            assertThat(Files.readAllBytes(folder.resolve("own.idx"))).isEqualTo(bytes(hex));
        }
    }

    @Test
    void writesBytesAsMnistDoes() throws IOException {
        var file = folder.resolve("images.idx");
        Idx.writeBytes(file, BYTES);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes("0000 0802 00000002 00000003 00 01 02 7f 80 ff"));
    }

    @Test
    void refusesWhatTheFormatHasNot() throws IOException {
        var file = folder.resolve("kept.idx");
        Idx.write(file, BYTES);
        assertThatThrownBy(() -> Idx.write(file, Tensor.of(1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("IDX has no i64; convert by to(...) to i32, f32 or f64");
        assertThatThrownBy(() -> Idx.writeBytes(file, Tensor.of(7, 256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("element 1 is 256; a byte holds 0 to 255");
        assertThatThrownBy(() -> Idx.writeBytes(file, Tensor.of(1.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("bytes are written of i32, not f64; convert by to(DType.INT32)");
        same(Idx.read(file), BYTES);
    }
}
