package dev.costate.lab.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-Infinity | Infinity | -Infinity | Infinity | ''",
                "0 | Infinity | -Infinity | Infinity | from 0 up",
                "0 | 1 | -Infinity | Infinity | from 0 to 1",
                "0 | 4294967295 | -Infinity | Infinity | from 0 to 4294967295",
                "-Infinity | 1 | -Infinity | Infinity | at most 1",
                "-Infinity | Infinity | 0 | Infinity | above 0",
                "-Infinity | Infinity | 0 | 1 | above 0 and below 1",
                "-Infinity | 1 | 0 | Infinity | 'above 0, at most 1'",
                "0 | Infinity | -Infinity | 1 | from 0 and below 1",
                "-Infinity | Infinity | -Infinity | 0.5 | below 0.5",
            })
    void inWords(double min, double max, double above, double below, String words) {
        assertThat(new Bounds(min, max, above, below).inWords()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0.5, true", "1, true", "1.5, false"})
    void contains(double value, boolean isInside) {
        assertThat(new Bounds(Double.NEGATIVE_INFINITY, 1, 0, Double.POSITIVE_INFINITY).contains(value))
                .isEqualTo(isInside);
    }
}
