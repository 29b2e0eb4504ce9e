package dev.costate.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Pictures and films that a study wrote: within the page where there is room, else as a link.
final class MediaHtml {
    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "mp4", "video/mp4",
            "webm", "video/webm");

    private MediaHtml() {}

    /// Whether a file is a picture or a film.
    static boolean isMedia(Path file) {
        return TYPES.containsKey(ending(file));
    }

    /// The name of `file` with another ending, if it has the ending `from`.
    static Optional<Path> twin(Path file, String from, String to) {
        var path = file.toString();
        var stem = path.substring(0, path.length() - ending(file).length());
        return ending(file).equals(from) ? Optional.of(Path.of(stem + to)) : Optional.empty();
    }

    /// A figure of a picture or a film.
    ///
    /// @param others files of the same, to be linked beside it
    static Html figure(Path file, List<Path> others, Sheet sheet) throws IOException {
        var number = sheet.nextFigure();
        var name = sheet.shown(file);
        var links = new ArrayList<Html>();
        links.add(link(file, sheet));
        for (var other : others) {
            links.add(Html.text(" "));
            links.add(link(other, sheet));
        }
        var caption = PictureHtml.caption(number, "", "", "", Html.all(links));
        return Html.tag("figure", content(file, name, sheet), caption)
                .with("id", "figure-" + number)
                .with("class", "media");
    }

    private static Html link(Path file, Sheet sheet) {
        return Html.tag("a", sheet.shown(file)).with("href", sheet.link(file));
    }

    /// A picture.
    static Html image(Path file, String title, Sheet sheet) throws IOException {
        if (!sheet.take(Files.size(file))) {
            return Html.tag("p", Html.text("Too large for this page: "), link(file, sheet));
        }
        return Html.tag("img").with("src", address(file)).with("alt", title);
    }

    private static Html content(Path file, String name, Sheet sheet) throws IOException {
        var ending = ending(file);
        if (ending.equals("mp4") || ending.equals("webm")) {
            if (sheet.take(Files.size(file))) {
                return Html.tag("video", "This browser shows no films.")
                        .with("controls")
                        .with("loop")
                        .with("preload", "metadata")
                        .with("aria-label", "Animation " + name)
                        .with("src", address(file));
            }
            return image(file, name, sheet);
        }
        var image = image(file, name, sheet);
        // what moves by itself cannot be stopped in a picture, so it begins when asked for
        return ending.equals("gif") ? Html.tag("details", Html.tag("summary", "Show the animation"), image) : image;
    }

    private static String address(Path file) throws IOException {
        return "data:" + TYPES.get(ending(file)) + ";base64,"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    private static String ending(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
