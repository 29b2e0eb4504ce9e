package dev.costate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Finds out before a long run, and not after it, whether its files can be written.
final class WritableFolder {
    private WritableFolder() {}

    /// Fails unless files can be written to `folder`, or, where it is not there yet, to the folder above that is. It is
    /// tried, since permissions are not all: a file system may be full, or take no files at all.
    ///
    /// @param option what names the folder, such as `--out`
    /// @throws WrongCall if they cannot
    static void require(String option, Path folder) {
        var existing = existing(folder);
        requireFolder(option, existing);
        try {
            Files.delete(Files.createTempFile(existing, ".costate", ".tmp"));
        } catch (IOException e) {
            throw new WrongCall(
                    option + ": nothing can be written to the folder " + existing + "; name another folder");
        }
    }

    /// Fails unless `folder` is one, or could be made.
    ///
    /// @throws WrongCall if it could not
    static void requireFolder(String option, Path folder) {
        var existing = existing(folder);
        if (!Files.isDirectory(existing)) {
            throw new WrongCall(option + ": " + existing
                    + (Files.exists(existing) ? " is a file, not a folder" : " is a link to nothing")
                    + "; name another folder");
        }
    }

    /// `folder` or the nearest one above it that is there, be it a file or a link to nothing.
    private static Path existing(Path folder) {
        var existing = folder.toAbsolutePath().normalize();
        while (existing.getParent() != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        return existing;
    }
}
