package dev.costate.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// The command line in a process of its own, to which signals can be sent.
final class Child {
    /// The exit status of what SIGTERM ended.
    static final int TERMINATED = 128 + 15;

    private Child() {}

    /// Runs a command until it prints a line that begins with `sign`, and terminates it.
    ///
    /// SIGTERM takes the same way through the JVM as Ctrl-C: the shutdown hooks.
    ///
    /// @return the lines that it printed after that, once its exit status was [#TERMINATED]
    static List<String> terminateAt(String sign, String... command) throws IOException, InterruptedException {
        var java = Stream.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        var process = new ProcessBuilder(Stream.concat(java, Stream.of(command)).toList())
                .redirectErrorStream(true)
                .start();
        List<String> last;
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            String line;
            do {
                line = lines.readLine();
            } while (line != null && !line.startsWith(sign));
            // not Process.destroy, which closes the pipe that the last words come through
            if (!process.toHandle().destroy()) {
                throw new AssertionError("it ended by itself before it printed '" + sign + "'");
            }
            last = lines.lines().toList();
        } finally {
            process.destroyForcibly();
        }
        var status = process.waitFor();
        if (status != TERMINATED) {
            throw new AssertionError("exit status " + status + " after " + last);
        }
        return last;
    }
}
