package dev.costate.docs;

import dev.costate.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The calls of `./costate` that a page prints, each with a word at its end that no command has: if that is the first
/// to be refused, all before it was understood, and nothing was run.
final class PrintedCommands {
    private static final String COSTATE = "./costate ";
    private static final String REFUSED = "--no-such-option";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern SETTING = Pattern.compile("^(?:\\w+=\\S* )+(?=\\./costate )");

    private PrintedCommands() {}

    /// Fails unless `costate` understands every call of the page. Where a call names a source file, it is the one
    /// that the page shows.
    ///
    /// @param folder where such files may be put
    /// @throws AssertionError that names the page and the line
    static void require(Page page, Path folder) throws IOException {
        for (var block : page.blocks(Block.Commands.class)) {
            for (var i = 0; i < block.lines().size(); i++) {
                var line = SETTING.matcher(block.lines().get(i)).replaceFirst("");
                if (line.startsWith(COSTATE)) {
                    require(page, block.line() + i, words(line.substring(COSTATE.length())), folder);
                }
            }
        }
    }

    private static void require(Page page, int line, List<String> words, Path folder) throws IOException {
        for (var i = 0; i < words.size(); i++) {
            if (words.get(i).endsWith(".java")) {
                words.set(i, source(page, line, words.get(i), folder).toString());
            }
        }
        var isHelp = words.contains("--help");
        if (!isHelp) {
            words.add(REFUSED);
        }
        var call = CommandLineCall.of(words.toArray(String[]::new));
        if (isHelp ? call.code() != 0 : !call.said().contains("there is no option " + REFUSED)) {
            throw page.failure(line, call.said());
        }
    }

    /// The words of a line up to its comment; quotes hold some together.
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = WORD.matcher(line);
        while (word.find() && !word.group().equals("#")) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    /// The file `NAME.java` of the page: a whole program, or the block that declares a class of this name.
    private static Path source(Page page, int line, String name, Path folder) throws IOException {
        var declaration = Pattern.compile("\\bclass " + name.replace(".java", "") + "\\b");
        for (var block : page.blocks()) {
            var isSource = switch (block) {
                case Block.Program program -> program.name().equals(name);
                case Block.Snippet snippet ->
                    declaration.matcher(String.join("\n", snippet.lines())).find();
                case Block.Excerpt _, Block.Commands _, Block.Other _ -> false;
            };
            if (isSource) {
                return Files.write(folder.resolve(name), block.lines());
            }
        }
        throw page.failure(line, "the page shows no " + name);
    }
}
