package dev.costate.lab.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The files of the page: those of a fixed list, read once. No path of a visitor's reaches the class path.
final class Assets {
    private static final String FOLDER = "/dev/costate/lab/web/";

    private static final List<String> NAMES = List.of(
            "index.html",
            "app.css",
            "app.js",
            "axes.js",
            "block.js",
            "caption.js",
            "chart.js",
            "colours.js",
            "compare.js",
            "curves.js",
            "dom.js",
            "filter.js",
            "form.js",
            "groups.js",
            "icon.svg",
            "legend.js",
            "lines.js",
            "list.js",
            "numbers.js",
            "painter.js",
            "scatter.js",
            "server.js",
            "status.js",
            "sweep.js",
            "table.js",
            "theme.js",
            "tip.js",
            "toolbar.js",
            "uPlot.iife.min.js",
            "uPlot.min.css");

    /// The names of all files.
    static List<String> names() {
        return NAMES;
    }

    private record Asset(String type, String tag, byte[] content) {}

    private final Map<String, Asset> assets = new HashMap<>();

    Assets() {
        for (var name : NAMES) {
            var content = content(name);
            assets.put(name, new Asset(type(name), tag(content), content));
        }
    }

    /// Sends a file of the page, or word that the visitor's copy is still good.
    void send(String name, Visit visit) throws IOException {
        var asset = assets.get(name);
        if (asset == null) {
            throw Refusal.notFound("there is no such page");
        }
        visit.header("Cache-Control", "no-cache");
        visit.header("ETag", asset.tag);
        if (asset.tag.equals(visit.headers().getFirst("If-None-Match"))) {
            visit.exchange().sendResponseHeaders(304, -1);
            return;
        }
        visit.send(200, asset.type, asset.content);
    }

    private static byte[] content(String name) {
        try (var stream = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("the file " + name + " of the dashboard is missing");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + name + " of the dashboard cannot be read", e);
        }
    }

    private static String type(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new AssertionError(name);
        };
    }

    private static String tag(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
