package dev.costate.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A [Call] for other packages, with what the program that it ran printed.
///
/// @param code the exit code
/// @param printed what a `main` that was run printed
/// @param said what `costate` itself wrote, to standard output and to standard error
public record CommandLineCall(int code, String printed, String said) {
    /// Calls `costate` with these arguments.
    public static CommandLineCall of(String... arguments) {
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            var call = Call.of(arguments);
            return new CommandLineCall(call.code(), printed.toString(StandardCharsets.UTF_8), call.out() + call.err());
        } finally {
            System.setOut(before);
        }
    }
}
