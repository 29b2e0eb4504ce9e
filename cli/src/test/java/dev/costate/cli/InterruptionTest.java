package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
    /// SIGTERM takes the same way through the JVM as Ctrl-C: the shutdown hooks.
    @Test
    void asksTheStudyToStopAndWaitsForIt(@TempDir Path folder) throws IOException, InterruptedException {
        var json = folder.resolve("result.json");
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "counting-study",
                        "--trouble=cancelled",
                        "--json=" + json,
                        "--out=" + folder)
                .redirectErrorStream(true)
                .start();
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            // once its table is out, the study waits to be cancelled
            String line;
            do {
                line = lines.readLine();
            } while (line != null && !line.startsWith("steps  sum"));
            // not Process.destroy, which closes the pipe that the last words come through
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(lines.lines().toList()).contains("counting-study: stopped; no result was written");
        } finally {
            process.destroyForcibly();
        }
        var terminated = 128 + 15;
        assertThat(process.waitFor()).isEqualTo(terminated);
        assertThat(json).doesNotExist();
    }
}
