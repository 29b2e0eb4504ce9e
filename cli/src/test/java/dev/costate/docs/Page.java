package dev.costate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A page of documentation: a Markdown file, or the Javadoc of a Java file.
///
/// @param path where it is, from the project's root
/// @param lines its lines
/// @param isJavadoc whether it is the Javadoc of a Java file
record Page(String path, List<String> lines, boolean isJavadoc) {
    private static final Pattern JAVADOC = Pattern.compile("\\s*///( ?)(.*)");
    private static final Pattern PROGRAM = Pattern.compile("java (\\w+\\.java)");
    private static final Pattern EXCERPT = Pattern.compile("java excerpt (\\S+\\.java)");
    private static final Set<String> OTHER = Set.of("text", "json", "yaml");
    private static final String FENCE = "```";

    /// A Markdown page, or, of a file that ends in `.java`, its Javadoc; all else in it becomes empty lines.
    static Page read(Path root, String path) {
        try {
            var lines = Files.readAllLines(root.resolve(path));
            var isJavadoc = path.endsWith(".java");
            return new Page(path, isJavadoc ? lines.stream().map(Page::javadoc).toList() : lines, isJavadoc);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String javadoc(String line) {
        var matcher = JAVADOC.matcher(line);
        return matcher.matches() ? matcher.group(2) : "";
    }

    /// The last part of the path: what stack traces and errors call the page.
    String name() {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return isJavadoc ? name.replace(".java", ".javadoc") : name;
    }

    /// The programs that this page's snippets are: one for all of a Markdown page, one for each of a Javadoc,
    /// which nobody reads from top to bottom.
    List<Page> programs() {
        var snippets = blocks(Block.Snippet.class);
        if (!isJavadoc) {
            return snippets.isEmpty() ? List.of() : List.of(this);
        }
        return snippets.stream().map(this::only).toList();
    }

    private Page only(Block.Snippet snippet) {
        var kept = new ArrayList<>(Collections.nCopies(lines.size(), ""));
        var end = snippet.line() + snippet.lines().size();
        for (var line = snippet.line() - 1; line <= end; line++) {
            kept.set(line - 1, lines.get(line - 1));
        }
        return new Page(path, kept, true);
    }

    /// An error that names the page and the line.
    AssertionError failure(int line, String problem) {
        return new AssertionError(path + ":" + line + ": " + problem);
    }

    /// The fenced blocks in order.
    ///
    /// @throws AssertionError if a fence is indented or not closed, or its first line is not one of those that
    ///     [Block] lists, so that no block is passed over by accident
    List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        var open = -1;
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!line.strip().startsWith(FENCE)) {
                continue;
            }
            if (!line.startsWith(FENCE)) {
                throw failure(i + 1, "a fence is indented, which this test does not read; move it to the margin");
            }
            if (open < 0) {
                open = i;
            } else {
                blocks.add(block(open, lines.subList(open + 1, i)));
                open = -1;
            }
        }
        if (open >= 0) {
            throw failure(open + 1, "the block is not closed");
        }
        return blocks;
    }

    /// The blocks of one kind, in order.
    <B extends Block> List<B> blocks(Class<B> kind) {
        return blocks().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Block block(int fence, List<String> code) {
        var info = lines.get(fence).substring(FENCE.length()).strip();
        var line = fence + 2;
        var program = PROGRAM.matcher(info);
        var excerpt = EXCERPT.matcher(info);
        if (info.equals("java")) {
            return new Block.Snippet(line, code);
        } else if (program.matches()) {
            return new Block.Program(line, code, program.group(1));
        } else if (excerpt.matches()) {
            return new Block.Excerpt(line, code, excerpt.group(1));
        } else if (info.equals("sh")) {
            return new Block.Commands(line, code);
        } else if (OTHER.contains(info) || (isJavadoc && info.isEmpty())) {
            return new Block.Other(line, code);
        }
        throw failure(
                fence + 1,
                "\"" + info + "\" is no kind of block; write java, java Name.java, java excerpt path/Name.java, sh, "
                        + String.join(", ", OTHER.stream().sorted().toList()));
    }
}
