package dev.costate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({
        "linear-rn, linear-rnn",
        "linaer-rnn, linear-rnn",
        "lin, linear-rnn",
        "adjoint, adjoint-gradients",
        "xor, ",
        "l, ",
    })
    void findsTheNearestWord(String typed, String word) {
        var words = List.of("adjoint-gradients", "linear-rnn", "rich-and-lazy");
        assertThat(Suggestion.of(typed, words).orElse(null)).isEqualTo(word);
    }

    /// Distances by hand: replace and insert; swap; all different; nothing.
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "ab, ba, 1", "abc, xyz, 3", "same, same, 0", "'', abc, 3"})
    void distance(String from, String to, int distance) {
        assertThat(Suggestion.distance(from, to)).isEqualTo(distance);
        assertThat(Suggestion.distance(to, from)).isEqualTo(distance);
    }
}
