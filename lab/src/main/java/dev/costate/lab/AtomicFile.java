package dev.costate.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Writes whole files: a reader finds the old content or the new one, never a part.
public final class AtomicFile {
    private AtomicFile() {}

    /// Replaces the content of `file`: writes a temporary file beside it, flushes it to the disk and renames it.
    ///
    /// Missing folders are made.
    ///
    /// @throws IOException if the file cannot be written; the old content is then still there
    public static void write(Path file, byte[] content) throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        createFolder(folder);
        // not Files.createTempFile, which gives the file to its owner alone
        var temporary = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            rename(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void rename(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(e.getFile() + " is a file, not a folder", e);
        }
    }
}
