package dev.costate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "LinearRnn, linear-rnn",
        "learningRate, learning-rate",
        "wRec, w-rec",
        "useL2Norm, use-l2-norm",
        "maxODESteps, max-ode-steps",
        "x, x",
        "HEAVY_BALL, heavy-ball",
    })
    void joinsWordsByHyphens(String camelCase, String kebab) {
        assertThat(Names.kebab(camelCase)).isEqualTo(kebab);
    }

    @Test
    void knowsItsOwnSpelling() {
        assertThat(Names.isKebab("linear-rnn2")).isTrue();
        assertThat(new String[] {"", "-a", "a-", "a--b", "A", "a b", "a_b"}).noneMatch(Names::isKebab);
    }
}
