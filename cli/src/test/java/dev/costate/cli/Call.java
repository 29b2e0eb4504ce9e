package dev.costate.cli;

import dev.costate.lab.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One call of the program inside this process, with what it printed.
///
/// @param code the exit code
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
record Call(int code, String out, String err) {
    static Call of(String... args) {
        return of(StandardCharsets.UTF_8, new Cancellation(), args);
    }

    static Call of(Charset charset, Cancellation cancellation, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var environment = Map.of("COLUMNS", "100");
        var session = new Session(
                new Terminal(new PrintStream(out, false, charset), environment, false),
                new Terminal(new PrintStream(err, false, charset), environment, false),
                cancellation);
        var code = Main.run(session, args);
        return new Call(code, out.toString(charset), err.toString(charset));
    }
}
