package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
    @Test
    void asksTheStudyToStopAndWaitsForIt(@TempDir Path folder) throws IOException, InterruptedException {
        var json = folder.resolve("result.json");
        // once its table is out, the study waits to be cancelled
        var last = Child.terminateAt(
                "steps  sum", "run", "counting-study", "--trouble=cancelled", "--json=" + json, "--out=" + folder);
        assertThat(last).contains("counting-study: stopped; no result was written");
        assertThat(json).doesNotExist();
    }

    @Test
    void oneThatDoesNotListenIsEnded(@TempDir Path folder) throws IOException, InterruptedException {
        var last = Child.terminateAt("steps  sum", "run", "counting-study", "--trouble=deaf", "--out=" + folder);
        assertThat(last)
                .endsWith(
                        "counting-study: stopping; Ctrl-C again ends it at once",
                        "counting-study: ended, as it did not stop within 3 s; files that it had written are whole");
    }
}
