package dev.costate.nn.data;

import static dev.costate.nn.data.TensorAssert.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archives of `npy_goldens.py`, and archives that are none.
class NpzTest {
    @TempDir
    private Path folder;

    @Test
    void readsNumPysArchives() throws IOException {
        var own = NpyTest.own();
        var stored = Npz.read(Goldens.file("own.npz"));
        assertThat(List.copyOf(stored.keySet())).isEqualTo(List.copyOf(own.keySet()));
        own.forEach((name, tensor) -> same(stored.get(name), tensor));
        var packed = Npz.read(Goldens.file("packed.npz"));
        own.forEach((name, tensor) -> same(packed.get(name), tensor));
        same(packed.get("zeros"), Tensor.zeros(100, 100));
    }

    @Test
    void readsOneOfMany() throws IOException {
        same(Npz.read(Goldens.file("packed.npz"), "f8 scalar", 1000), Tensor.scalar(2.5));
        var file = Goldens.file("own.npz");
        assertThatThrownBy(() -> Npz.read(file, "f8", 1000))
                .hasMessageStartingWith(file + ": there is no 'f8', but [f4 2 3, f8 scalar");
    }

    /// The entries have NumPy's names and bytes; NumPy's archive around them differs (it always leaves room
    /// for sizes over 4 GiB).
    @Test
    void writesNumPysEntries() throws IOException {
        for (var compressed : new boolean[] {false, true}) {
            var file = folder.resolve("own.npz");
            write(file, NpyTest.own(), compressed);
            try (var ours = new ZipFile(file.toFile());
                    var numPys = new ZipFile(Goldens.file("own.npz").toFile())) {
                assertThat(ours.stream().map(ZipEntry::getName))
                        .isEqualTo(numPys.stream().map(ZipEntry::getName).toList());
                for (var entry : (Iterable<ZipEntry>) numPys.stream().map(e -> (ZipEntry) e)::iterator) {
                    var same = ours.getEntry(entry.getName());
                    assertThat(same.getMethod()).isEqualTo(compressed ? ZipEntry.DEFLATED : ZipEntry.STORED);
                    assertThat(same.getExtra()).isNull();
                    assertThat(ours.getInputStream(same).readAllBytes())
                            .isEqualTo(numPys.getInputStream(entry).readAllBytes());
                }
            }
            var first = Files.readAllBytes(file);
            write(file, NpyTest.own(), compressed);
            assertThat(file).hasBinaryContent(first);
        }
    }

    private static void write(Path file, Map<String, Tensor> tensors, boolean compressed) throws IOException {
        if (compressed) {
            Npz.writeCompressed(file, tensors);
        } else {
            Npz.write(file, tensors);
        }
    }

    @Test
    void everyNameComesBack() throws IOException {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var name : List.of("a", "a.npy", "layers[0].weight", "../up", "/a/b", "c:\\d", "ä ☃ 𝄞", "\n", "x/")) {
            tensors.put(name, Tensor.scalar(tensors.size()));
        }
        var file = folder.resolve("names.npz");
        Npz.write(file, tensors);
        var read = Npz.read(file);
        assertThat(List.copyOf(read.keySet())).isEqualTo(List.copyOf(tensors.keySet()));
        tensors.forEach((name, tensor) -> same(read.get(name), tensor));
        Npz.write(file, Map.of());
        assertThat(Npz.read(file)).isEmpty();
    }

    @Test
    void refusesNamesThatNoArchiveHolds() {
        var file = folder.resolve("refused.npz");
        for (var name : List.of("", "\udc00", "x".repeat(65_532))) {
            assertThatThrownBy(() -> Npz.write(file, Map.of(name, Tensor.scalar(1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(file + ": ");
        }
        assertThat(file).doesNotExist();
    }

    private static byte[] npy(String shape, int zeros) {
        var text = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
        var start = ("\u0093NUMPY\1\0" + (char) text.length() + "\0" + text).getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(start, start.length + zeros);
    }

    private Path archive(Map<String, byte[]> entries) throws IOException {
        var file = folder.resolve("archive.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var e : entries.entrySet()) {
                put(zip, e.getKey(), e.getValue());
            }
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        ((OutputStream) zip).write(content);
        zip.closeEntry();
    }

    private static void refuse(Path file, long limit, String message) {
        assertThatThrownBy(() -> Npz.read(file, limit))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    /// Ten million zeros in ten thousand bytes.
    @Test
    void aBombIsRefusedUnread() throws IOException {
        var bomb = archive(Map.of("zeros.npy", npy("(2500000,)", 10_000_000)));
        refuse(bomb, 1 << 20, "entry 'zeros.npy': with its 100000");
        var two = archive(Map.of("a.npy", npy("(2500,)", 10_000), "b.npy", npy("(2500,)", 10_000)));
        refuse(two, 15_000, "over 15000 would be unpacked");
        assertThat(Npz.read(two, 21_000)).hasSize(2);
        assertThat(bomb).satisfies(file -> assertThat(Files.size(file)).isLessThan(11_000));
    }

    @Test
    void headersAreHeldToTheirEntries() throws IOException {
        refuse(archive(Map.of("a.npy", npy("(2,)", 7))), 100, "entry 'a.npy': byte");
        refuse(archive(Map.of("a.npy", npy("(2,)", 9))), 100, "2 elements of F32 take 8 bytes, there are 9");
        refuse(archive(Map.of("a.npy", npy("(2147483647,)", 0))), 100, "take 8589934588 bytes, there are 0");
    }

    @Test
    void anArchiveHasNothingButArrays() throws IOException {
        refuse(archive(Map.of("a.txt", new byte[1])), 100, "entry 'a.txt': an archive of arrays has only entries");
        refuse(archive(Map.of("d/", new byte[0])), 100, "entry 'd/'");
        refuse(archive(Map.of(".npy", npy("()", 4))), 100, "entry '.npy'");
        refuse(Files.writeString(folder.resolve("none.npz"), "none"), 100, "no zip archive");
        refuse(Files.createFile(folder.resolve("empty.npz")), 100, "no zip archive");
        assertThatThrownBy(() -> Npz.read(folder.resolve("missing.npz"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void twoEntriesOfOneNameAreRefused() throws IOException {
        var file = archive(Map.of("a.npy", npy("()", 4), "b.npy", npy("()", 4)));
        var bytes = Files.readAllBytes(file);
        for (var i = 0; i + 5 <= bytes.length; i++) {
            if (new String(bytes, i, 5, StandardCharsets.ISO_8859_1).equals("b.npy")) {
                bytes[i] = 'a';
            }
        }
        Files.write(file, bytes);
        refuse(file, 1000, "entry 'a.npy': two entries have this name");
    }

    @Test
    void aWrongChecksumIsNoticed() throws IOException {
        var file = folder.resolve("sum.npz");
        Npz.write(file, Map.of("a", Creation.ones(DType.FLOAT64, Shape.of(3))));
        var bytes = Files.readAllBytes(file);
        // the last byte of the numbers, before the archive's list of 46 + 5 and its end of 22 bytes
        bytes[bytes.length - 22 - 51 - 1] ^= 1;
        Files.write(file, bytes);
        refuse(file, 1000, "entry 'a.npy': its checksum is ");
    }

    @Test
    void survivesDamage() throws IOException {
        for (var name : List.of("own.npz", "packed.npz", "other.npz")) {
            var valid = Files.readAllBytes(Goldens.file(name));
            Damage.survive(folder.resolve(name), valid, 3, 1000, Npz::read);
        }
    }
}
