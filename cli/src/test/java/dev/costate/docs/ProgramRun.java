package dev.costate.docs;

import dev.costate.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Runs a whole file of a page as its reader would: `costate run First.java`.
final class ProgramRun {
    private static final Pattern PRINTS = Pattern.compile(".*// -> (.*)");

    private ProgramRun() {}

    /// Runs a program; its comments `// -> text` state, in order, all that a `main` prints.
    ///
    /// @param folder where the file, and what a study writes, may be put
    /// @throws AssertionError that names the page and the line, if it does not compile, fails, states a fact that
    ///     does not hold, or prints something else
    static void run(Page page, Block.Program program, Path folder) throws IOException {
        var file = folder.resolve(program.name());
        Files.write(file, program.lines());
        var call = CommandLineCall.of("run", "--out", folder.resolve("out").toString(), file.toString());
        if (call.code() != 0) {
            throw page.failure(program.line(), "exit code " + call.code() + "\n" + call.printed() + call.said());
        }
        var printed = call.printed().lines().toList();
        var stated = 0;
        for (var i = 0; i < program.lines().size(); i++) {
            var expected = PRINTS.matcher(program.lines().get(i));
            if (expected.matches()) {
                if (stated == printed.size() || !expected.group(1).strip().equals(printed.get(stated))) {
                    throw page.failure(
                            program.line() + i,
                            "\"" + expected.group(1) + "\" should be printed as line " + (stated + 1) + " of\n"
                                    + call.printed());
                }
                stated++;
            }
        }
        if (stated < printed.size()) {
            throw page.failure(program.line(), "\"" + printed.get(stated) + "\" is printed too; state it");
        }
    }
}
