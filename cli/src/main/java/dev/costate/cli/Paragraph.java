package dev.costate.cli;

import java.util.ArrayList;
import java.util.List;

/// Breaks prose into lines between words.
final class Paragraph {
    private Paragraph() {}

    /// The lines of `text`, none longer than `width`, but for a word that is longer itself and is cut.
    ///
    /// A line break in the text is kept.
    static List<String> lines(String text, int width) {
        var lines = new ArrayList<String>();
        for (var part : text.split("\n", -1)) {
            wrap(part.stripTrailing(), Math.max(1, width), lines);
        }
        return lines;
    }

    private static void wrap(String text, int width, List<String> lines) {
        var rest = text;
        while (rest.length() > width) {
            // a space just after the last column is a place to break too
            var end = rest.lastIndexOf(' ', width);
            if (end <= 0) {
                end = width;
            }
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
    }
}
