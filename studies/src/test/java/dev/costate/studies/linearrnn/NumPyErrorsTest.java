package dev.costate.studies.linearrnn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The texts were printed by the document's program under NumPy 2.4, with one slip each and these shapes.
class NumPyErrorsTest {
    private static CountingData zeros(int samples, int length) {
        return CountingData.of(Tensor.of(new double[samples][length]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50 | 10 | ValueError: operands could not be broadcast together with shapes (50,) (49,11)",
                "2 | 2 | ValueError: operands could not be broadcast together with shapes (2,) (1,3)",
                "11 | 10 | ValueError: could not broadcast input array from shape (10,11) into shape (11,)",
                "3 | 2 | ValueError: could not broadcast input array from shape (2,3) into shape (3,)",
                "1 | 10 | ValueError: could not broadcast input array from shape (0,11) into shape (1,)",
                "1 | 1 | ValueError: could not broadcast input array from shape (0,2) into shape (1,)",
                "2 | 1 | nothing: it runs"
            })
    void allRowsButTheLast(int samples, int length, String text) {
        assertThat(NumPyErrors.allRowsButTheLast(zeros(samples, length))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50 | 10 | IndexError: index 50 is out of bounds for axis 1 with size 11",
                "11 | 10 | IndexError: index 11 is out of bounds for axis 1 with size 11",
                "10 | 10 | nothing: it runs",
                "1 | 10 | nothing: it runs"
            })
    void loopOverSamples(int samples, int length, String text) {
        assertThat(NumPyErrors.loopOverSamples(zeros(samples, length))).isEqualTo(text);
    }
}
