package dev.costate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource({
        "6.191736422, 7, 6.191736",
        "0.00012345, 3, 0.000123",
        "0.000012345, 3, 1.23e-05",
        "1e-12, 2, 1e-12",
        "3.2e9, 6, 3.2e+09",
        "12345678, 6, 12345700",
        "-0.5, 3, -0.5",
        "1000, 3, 1000",
        "-0.0, 3, 0",
        "NaN, 3, NaN",
        "Infinity, 3, Infinity",
    })
    void rounds(double value, int digits, String text) {
        assertThat(NumberText.rounded(value, digits)).isEqualTo(text);
    }

    @Test
    void exactTextReadsBackAsTheSameNumber() {
        var random = new SplittableRandom(1);
        for (var i = 0; i < 10_000; i++) {
            var value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(NumberText.exact(value))).isEqualTo(value);
            }
        }
    }
}
