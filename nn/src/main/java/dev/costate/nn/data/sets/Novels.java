package dev.costate.nn.data.sets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The six novels of Jane Austen (1775-1817): 4.0 million characters of English prose, in the public domain.
///
/// For embeddings of words and models of characters: one author, one manner, 717 thousand words of 14
/// thousand kinds. The text is ASCII but for the sign of the pound; a dash is `--`; nothing marks italics.
/// Headings of volumes and chapters are left out.
///
/// ```java
/// import dev.costate.nn.data.sets.*;
///
/// Novel novel = Novels.load().get(1);
/// IO.println(novel.title());                                 // -> PRIDE AND PREJUDICE
/// IO.println(novel.paragraphs().getFirst().substring(0, 39)); // -> It is a truth universally acknowledged,
/// ```
public final class Novels {
    private static final String FILE = "novels.txt.gz";

    private Novels() {}

    /// The novels in the order of their publication.
    public static List<Novel> load() {
        return Arrays.stream(text().split("\n\n")).map(Novels::novel).toList();
    }

    /// All of them as one text: a line for each title and paragraph, an empty one between two novels.
    public static String text() {
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(Resource.bytes(FILE)))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " within the jar: " + e.getMessage(), e);
        }
    }

    private static Novel novel(String text) {
        var lines = text.lines().toList();
        return new Novel(lines.getFirst(), lines.subList(1, lines.size()));
    }
}
