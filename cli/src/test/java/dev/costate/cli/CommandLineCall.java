package dev.costate.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A call of `costate` in this process.
///
/// @param exitCode what the program exits with
/// @param out what it, and the programs it runs, print to standard output
/// @param err what it prints to standard error
public record CommandLineCall(int exitCode, String out, String err) {
    /// Calls `costate` with these arguments.
    public static CommandLineCall of(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        var before = System.out;
        System.setOut(outStream);
        try {
            var exitCode = Main.run(Session.of(outStream, errStream, Map.of("COLUMNS", "100"), false), arguments);
            return new CommandLineCall(
                    exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }
}
