package dev.costate.cli;

import dev.costate.lab.Cancellation;
import java.io.PrintStream;
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
        return of(System.out, System.err, System.getenv(), console != null && console.isTerminal());
    }

    static Session of(PrintStream out, PrintStream err, Map<String, String> environment, boolean isInteractive) {
        return new Session(
                new Terminal(out, environment, isInteractive),
                new Terminal(err, environment, isInteractive),
                new Cancellation());
    }
}
