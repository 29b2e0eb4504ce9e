package dev.costate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
    @ParameterizedTest
    @CsvSource({"0.123456, 0.12 s", "12.34, 12.3 s", "59.94, 59.9 s", "125, 2 min 5 s", "12000, 3 h 20 min"})
    void elapsed(double seconds, String text) {
        assertThat(TimeText.ofNanos((long) (seconds * 1e9))).isEqualTo(text);
    }
}
