package dev.costate.lab.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;

/// The style and the scripts of a report, from the class path.
///
/// @param style the style sheet
/// @param library uPlot
/// @param script our own script
record Assets(String style, String library, String script) {
    private static final String[] SCRIPTS = {
        "theme.js",
        "data.js",
        "axes.js",
        "layers.js",
        "words.js",
        "curves.js",
        "sweep.js",
        "scrub.js",
        "panzoom.js",
        "start.js",
    };

    static Assets load() {
        return new Assets(
                text("/dev/costate/lab/web/uPlot.min.css") + "\n" + text("report.css"),
                text("/dev/costate/lab/web/uPlot.iife.min.js"),
                Arrays.stream(SCRIPTS).map(Assets::text).collect(Collectors.joining("\n")));
    }

    /// What a content policy says to allow an inline script or style and no other.
    static String hash(String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String text(String name) {
        try (var stream = Objects.requireNonNull(Assets.class.getResourceAsStream(name), name)) {
            // a browser reads line ends as \n before it takes the hash
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + name + " cannot be read", e);
        }
    }
}
