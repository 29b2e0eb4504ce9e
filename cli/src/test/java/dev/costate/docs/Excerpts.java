package dev.costate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Parts of source files that a page shows.
final class Excerpts {
    private Excerpts() {}

    /// Fails unless the excerpt stands in its file, blanks and line breaks aside.
    ///
    /// @throws AssertionError that names the page and the line
    static void require(Path root, Page page, Block.Excerpt excerpt) throws IOException {
        var file = root.resolve(excerpt.file());
        if (!Files.isRegularFile(file)) {
            throw page.failure(excerpt.line() - 1, "there is no file " + excerpt.file());
        }
        var code = bare(String.join("\n", excerpt.lines()));
        if (code.isEmpty() || !bare(Files.readString(file)).contains(code)) {
            throw page.failure(excerpt.line(), excerpt.file() + " has no such lines");
        }
    }

    private static String bare(String code) {
        return code.replaceAll("\\s+", "");
    }
}
