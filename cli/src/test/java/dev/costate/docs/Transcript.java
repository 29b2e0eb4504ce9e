package dev.costate.docs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a page printed and nobody has asked for yet.
///
/// A line in the page may be spaced and broken otherwise than in the output. Where it names a place in some Java
/// file, as errors and graphs do (`Net.java:12`), it stands for any line of the page, since the page has no such
/// file.
final class Transcript {
    private static final Pattern PLACE = Pattern.compile("\\w+\\.java:\\d+");

    private final Page page;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deque<String> lines = new ArrayDeque<>();

    Transcript(Page page) {
        this.page = page;
    }

    /// Where the page is to print to.
    PrintStream stream() {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /// Fails unless these lines, and no more, were printed since the last call.
    ///
    /// @param line the page's line that states the first
    void require(int line, String... expected) {
        take();
        for (var i = 0; i < expected.length; i++) {
            var printed = lines.poll();
            if (printed == null) {
                throw page.failure(line + i, "\"" + expected[i] + "\" should be printed, nothing is");
            }
            if (!matches(expected[i], printed)) {
                throw page.failure(
                        line + i, "\"" + expected[i] + "\" should be printed, instead of \"" + printed + "\"");
            }
        }
        if (!lines.isEmpty()) {
            throw page.failure(line + expected.length - 1, "\"" + lines.peek() + "\" is printed too; state it");
        }
    }

    /// Fails unless `thrown` reads as `expected`, `Type: message`.
    void requireThrown(int line, @Nullable Throwable thrown, String expected) {
        if (thrown == null) {
            throw page.failure(line, "\"" + expected + "\" should be thrown, nothing is");
        }
        var text = thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
        if (!matches(expected, text)) {
            throw page.failure(line, "\"" + expected + "\" should be thrown, instead of \"" + text + "\"");
        }
    }

    /// Fails if something was printed that no line of the page states.
    void requireNoMore() {
        take();
        if (!lines.isEmpty()) {
            throw page.failure(
                    page.lines().size(), "\"" + lines.peek() + "\" is printed; state it with a comment // -> ...");
        }
    }

    private void take() {
        var text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        Arrays.stream(text.split("\n")).filter(line -> !line.isBlank()).forEach(lines::add);
    }

    private boolean matches(String expected, String actual) {
        var pattern = new StringBuilder();
        var places = PLACE.matcher(normal(expected));
        var end = 0;
        while (places.find()) {
            pattern.append(Pattern.quote(normal(expected).substring(end, places.start())));
            pattern.append(Pattern.quote(page.name())).append(":\\d+");
            end = places.end();
        }
        pattern.append(Pattern.quote(normal(expected).substring(end)));
        return normal(actual).matches(pattern.toString());
    }

    private static String normal(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
