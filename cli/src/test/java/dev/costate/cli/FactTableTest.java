package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.lab.Fact;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactTableTest {
    private static final List<Fact> FACTS = List.of(
            new Fact("costate ten steps back, at wRec = 1.2", 6.191736422, 6.1917364224, 1e-9, true),
            new Fact("order", 2.0, 1.987, 0.1, true),
            new Fact("gradient", List.of(1.0, 2.0), List.of(1.0, 2.25), 0.5, true),
            new Fact("lengths", List.of(1.0), List.of(1.0, 2.0), 0.5, false),
            new Fact("shape", List.of(2L, 3L), List.of(3L, 2L), 0, false),
            new Fact("bound", "at most 2e-14", Double.NaN, 0, false));

    private static List<String> print(int columns, boolean isInteractive) {
        var bytes = new ByteArrayOutputStream();
        var stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        FactTable.print(FACTS, new Terminal(stream, Map.of("COLUMNS", "" + columns), isInteractive));
        stream.flush();
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void showsAsManyDigitsAsTheToleranceAsksFor() {
        assertThat(print(100, false))
                .containsExactly(
                        "fact                                        expected      measured  tolerance  holds",
                        "────────────────────────────────────────────────────────────────────────────────────",
                        "costate ten steps back, at wRec = 1.2  6.19173642200  6.1917364224      1e-09      ✓"
                                .replace("6.19173642200", "  6.191736422"),
                        "order                                              2         1.987        0.1      ✓",
                        "gradient                                    2 values   off by 0.25        0.5      ✓",
                        "lengths                                     1 values      2 values        0.5      ✗",
                        "shape                                         [2, 3]        [3, 2]      exact      ✗",
                        "bound                                  at most 2e-14           NaN      exact      ✗");
    }

    @ParameterizedTest
    @ValueSource(ints = {70, 80, 120})
    void fitsTheTerminal(int columns) {
        assertThat(print(columns, false)).allMatch(line -> line.length() <= columns);
    }

    @Test
    void coloursTheMarksOnATerminal() {
        assertThat(print(100, true)).anyMatch(line -> line.endsWith("\u001B[32m✓\u001B[0m"));
        assertThat(print(100, true)).anyMatch(line -> line.endsWith("\u001B[1;31m✗\u001B[0m"));
    }
}
