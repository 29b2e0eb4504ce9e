package dev.costate.nn.data;

import dev.costate.Tensor;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A zip archive of `.npy` files, whose entries are checked one by one as they are read.
final class NpzArchive implements Closeable {
    static final String ENDING = ".npy";

    private final Path file;
    private final ZipFile zip;
    private final long limit;
    private final LinkedHashMap<String, ZipEntry> entries = new LinkedHashMap<>();
    private long unpacked;

    private NpzArchive(Path file, ZipFile zip, long limit) {
        this.file = file;
        this.zip = zip;
        this.limit = limit;
    }

    static NpzArchive open(Path file, long limit) throws IOException {
        // a missing file says so by its own exception
        Files.size(file);
        NpzArchive archive;
        try {
            archive = new NpzArchive(file, new ZipFile(file.toFile()), limit);
        } catch (FileNotFoundException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedFileException(file + ": no zip archive: " + e.getMessage(), e);
        }
        try {
            archive.list();
            return archive;
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private void list() throws MalformedFileException {
        for (var entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
            var full = entry.getName();
            if (!full.endsWith(ENDING) || full.length() == ENDING.length()) {
                throw problem(full, "an archive of arrays has only entries NAME" + ENDING);
            }
            if (entries.put(full.substring(0, full.length() - ENDING.length()), entry) != null) {
                throw problem(full, "two entries have this name");
            }
        }
    }

    Set<String> names() {
        return entries.keySet();
    }

    Tensor read(String name) throws IOException {
        var entry = entries.get(name);
        if (entry == null) {
            throw new MalformedFileException(file + ": there is no '" + name + "', but " + names());
        }
        requireSize(entry);
        var sum = new CRC32();
        try (var in = zip.getInputStream(entry);
                var source = new ByteSource(place(entry.getName()), new CheckedInputStream(in, sum), entry.getSize())) {
            var tensor = Npy.read(source);
            if (sum.getValue() != entry.getCrc()) {
                throw problem(
                        entry.getName(),
                        "its checksum is %08x, the archive says %08x".formatted(sum.getValue(), entry.getCrc()));
            }
            return tensor;
        } catch (MalformedFileException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedFileException(place(entry.getName()) + ": " + e.getMessage(), e);
        }
    }

    /// What an entry claims is held to the limit and to its packed bytes before any memory is taken.
    private void requireSize(ZipEntry entry) throws IOException {
        var size = entry.getSize();
        var packed = entry.getCompressedSize();
        if (size < 0 || packed < 0 || packed > Files.size(file)) {
            throw problem(entry.getName(), "it claims " + packed + " packed bytes, the file is shorter");
        }
        var most = entry.getMethod() == ZipEntry.STORED ? packed : Deflate.most(packed);
        if (size > most) {
            throw problem(
                    entry.getName(),
                    "it claims %d bytes; %d packed bytes hold at most %d".formatted(size, packed, most));
        }
        if (size > limit - unpacked) {
            throw problem(
                    entry.getName(),
                    "with its %d bytes over %d would be unpacked; the limit can be given".formatted(size, limit));
        }
        unpacked += size;
    }

    static void requireUnicode(Path file, String name) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(file + ": a name is not valid Unicode: half of a surrogate pair");
        }
    }

    private String place(String entry) {
        return file + ": entry '" + entry + "'";
    }

    private MalformedFileException problem(String entry, String what) {
        return new MalformedFileException(place(entry) + ": " + what);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
