package dev.costate.cli;

import dev.costate.lab.Cancellation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The surroundings of one call of the program.
///
/// @param out the terminal for results
/// @param err the terminal for errors, and for all prose when `out` carries JSON
/// @param cancellation stops the study that runs
record Session(Terminal out, Terminal err, Cancellation cancellation) {
    /// The surroundings of this process.
    @SuppressWarnings("SystemConsoleNull") // it is null again since 25 where there is no terminal
    static Session ofProcess() {
        var console = System.console();
        var isInteractive = console != null && console.isTerminal();
        return new Session(
                new Terminal(System.out, System.getenv(), isInteractive),
                new Terminal(System.err, System.getenv(), isInteractive && !isElsewhere(Path.of("/proc/self/fd"))),
                new Cancellation());
    }

    /// Whether the system says that errors go elsewhere than results, to a file for instance.
    static boolean isElsewhere(Path descriptors) {
        try {
            return !Files.readSymbolicLink(descriptors.resolve("2"))
                    .equals(Files.readSymbolicLink(descriptors.resolve("1")));
        } catch (IOException | UnsupportedOperationException e) {
            return false; // it does not say
        }
    }

    static Session of(PrintStream out, PrintStream err, Map<String, String> environment, boolean isInteractive) {
        return new Session(
                new Terminal(out, environment, isInteractive),
                new Terminal(err, environment, isInteractive),
                new Cancellation());
    }
}
