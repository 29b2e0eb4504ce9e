package dev.costate.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Links within the project: to files that are there, and to headings that they have.
final class Links {
    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]\\[]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");

    private Links() {}

    /// Fails unless every link of the page that stays within the project leads somewhere.
    ///
    /// @throws AssertionError that names the page and the line
    static void require(Path root, Page page) {
        var here = root.resolve(page.path());
        for (var i = 0; i < page.lines().size(); i++) {
            var links = LINK.matcher(page.lines().get(i));
            while (links.find()) {
                var link = links.group(1);
                if (link.contains(":")) {
                    continue;
                }
                var target = link.replaceFirst("#.*", "");
                var file = target.isEmpty() ? here : here.resolveSibling(target);
                if (!Files.exists(file)) {
                    throw page.failure(i + 1, "there is no " + target);
                }
                var anchor = link.substring(target.length());
                if (!anchor.isEmpty() && !anchors(root, file).contains(anchor)) {
                    throw page.failure(i + 1, "there is no heading " + anchor + " in " + file.getFileName());
                }
            }
        }
    }

    /// `#` and what the places that show Markdown make of each heading: lower case, a hyphen for a blank, no other
    /// sign, and a number where a heading comes again.
    private static Set<String> anchors(Path root, Path file) {
        var anchors = new HashSet<String>();
        for (var heading : headings(Page.read(root, root.relativize(file).toString()))) {
            var words = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            var anchor = "#" + words;
            for (var i = 1; !anchors.add(anchor); i++) {
                anchor = "#" + words + "-" + i;
            }
        }
        return anchors;
    }

    private static List<String> headings(Page page) {
        var headings = new ArrayList<String>();
        var isCode = false;
        for (var line : page.lines()) {
            isCode ^= line.startsWith("```");
            var heading = HEADING.matcher(line);
            if (!isCode && heading.matches()) {
                headings.add(heading.group(1).strip());
            }
        }
        return headings;
    }
}
