package dev.costate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {
    @Test
    void whatAShellWouldTakeApartIsQuoted() {
        assertThat(ShellWord.of("0.1,-2e-3")).isEqualTo("0.1,-2e-3");
        assertThat(ShellWord.of("studies/Fall.java")).isEqualTo("studies/Fall.java");
        assertThat(ShellWord.of("two words")).isEqualTo("'two words'");
        assertThat(ShellWord.of("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
        assertThat(ShellWord.of("")).isEqualTo("''");
    }
}
