package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadingTest {
    @Test
    void theTitleStandsUnderTheNameWhereThereIsNoRoom() {
        var line = "lazy-width  The wider a net, the less it has to change";
        assertThat(printed(line.length())).containsExactly(line);
        assertThat(printed(line.length() - 1))
                .containsExactly("lazy-width", "The wider a net, the less it has to change");
        assertThat(printed(40)).containsExactly("lazy-width", "The wider a net, the less it has to", "change");
    }

    private static List<String> printed(int columns) {
        var bytes = new ByteArrayOutputStream();
        var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(stream, Map.of("COLUMNS", "" + columns), false);
        Heading.print("lazy-width", "The wider a net, the less it has to change", terminal);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
