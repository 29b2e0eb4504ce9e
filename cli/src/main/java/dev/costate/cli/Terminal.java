package dev.costate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where text for people goes: knows how wide it is, which signs it can show and whether it has colours.
final class Terminal {
    private static final int DEFAULT_WIDTH = 80;

    private final PrintStream stream;
    private final Map<String, String> environment;
    private final boolean isInteractive;
    private final CharsetEncoder encoder;
    private int width;

    /// A terminal that writes to `stream`.
    ///
    /// @param environment the variables `COLUMNS`, `NO_COLOR` and `TERM` are asked
    /// @param isInteractive whether a person sees the stream as it is written
    Terminal(PrintStream stream, Map<String, String> environment, boolean isInteractive) {
        this.stream = stream;
        this.environment = environment;
        this.isInteractive = isInteractive;
        this.encoder = stream.charset().newEncoder();
    }

    /// A terminal that nobody sees.
    static Terminal nowhere() {
        return new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), Map.of(), false);
    }

    PrintStream stream() {
        return stream;
    }

    boolean isInteractive() {
        return isInteractive;
    }

    /// Whether a line may be written anew: not if `TERM` is `dumb`.
    boolean canRewrite() {
        return isInteractive && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /// Whether colours may be used: not if `NO_COLOR` is set (see no-color.org) or `TERM` is `dumb`.
    boolean hasColour() {
        return canRewrite() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    boolean canShow(String text) {
        return encoder.canEncode(text);
    }

    /// The number of columns, from 40 up: `COLUMNS`, or what the terminal says, or 80.
    int width() {
        if (width == 0) {
            var columns = number(environment.get("COLUMNS"));
            width = Math.max(40, columns > 0 ? columns : isInteractive ? askForWidth() : DEFAULT_WIDTH);
        }
        return width;
    }

    /// Prints a line; signs that the terminal cannot show are spelled out.
    void line(String text) {
        stream.println(shown(text));
    }

    void line() {
        stream.println();
    }

    /// Prints a line at once, in place of the `^C` that a terminal shows and of a line that was to be rewritten.
    void lastWords(String text) {
        stream.println((canRewrite() ? "\r\u001B[K" : "") + shown(text));
        stream.flush();
    }

    /// The text with its signs spelled out where the terminal cannot show them.
    String shown(String text) {
        return encoder.canEncode(text) ? text : Spelling.of(text, encoder);
    }

    String bold(String text) {
        return styled("1", text);
    }

    String faint(String text) {
        return styled("2", text);
    }

    String good(String text) {
        return styled("32", text);
    }

    String bad(String text) {
        return styled("1;31", text);
    }

    private String styled(String code, String text) {
        return hasColour() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }

    private static int askForWidth() {
        // the JDK does not tell; stty is on every Linux and macOS
        try {
            var process = new ProcessBuilder("sh", "-c", "stty size </dev/tty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor(1, TimeUnit.SECONDS);
            var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            var columns = words.length == 2 ? number(words[1]) : 0;
            return columns > 0 ? columns : DEFAULT_WIDTH;
        } catch (IOException e) {
            return DEFAULT_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DEFAULT_WIDTH;
        }
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
