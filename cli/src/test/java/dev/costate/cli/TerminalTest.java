package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    private static Terminal terminal(Charset charset, Map<String, String> environment, boolean isInteractive) {
        return new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), false, charset), environment, isInteractive);
    }

    private static Terminal utf8(Map<String, String> environment, boolean isInteractive) {
        return terminal(StandardCharsets.UTF_8, environment, isInteractive);
    }

    @Test
    void coloursNeedATerminalThatWantsThem() {
        assertThat(utf8(Map.of("TERM", "xterm"), true).good("ok")).isEqualTo("\u001B[32mok\u001B[0m");
        assertThat(utf8(Map.of("TERM", "xterm"), false).good("ok")).isEqualTo("ok");
        assertThat(utf8(Map.of("TERM", "dumb"), true).good("ok")).isEqualTo("ok");
        assertThat(utf8(Map.of("NO_COLOR", "1"), true).good("ok")).isEqualTo("ok");
        assertThat(utf8(Map.of("NO_COLOR", ""), true).hasColour()).isTrue();
        assertThat(utf8(Map.of("NO_COLOR", "1"), true).canRewrite()).isTrue();
        assertThat(utf8(Map.of("TERM", "dumb"), true).canRewrite()).isFalse();
        assertThat(utf8(Map.of(), false).canRewrite()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "7, 40", "wide, 80", "'', 80"})
    void theWidthIsThatOfColumns(String columns, int width) {
        assertThat(utf8(Map.of("COLUMNS", columns), false).width()).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({
        "λ ≤ 2·10⁻³, lambda <= 2*10^-3",
        "W₀ → Ω, W0 -> Omega",
        "x̂, x?",
        "|∇L| — ‘so’, |gradL| - 'so'",
        "plain, plain",
    })
    void spellsOutSigns(String text, String ascii) {
        assertThat(terminal(StandardCharsets.US_ASCII, Map.of(), false).shown(text))
                .isEqualTo(ascii);
        assertThat(utf8(Map.of(), false).shown(text)).isEqualTo(text);
    }

    @Test
    void keepsWhatASmallerCharsetHas() {
        assertThat(terminal(StandardCharsets.ISO_8859_1, Map.of(), false).shown("é ± λ"))
                .isEqualTo("é ± lambda");
    }
}
