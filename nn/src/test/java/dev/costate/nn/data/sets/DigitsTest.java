package dev.costate.nn.data.sets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import org.junit.jupiter.api.Test;

/// The numbers are those that `digits.py` prints of scikit-learn's data.
class DigitsTest {
    private final Digits digits = Digits.load();

    @Test
    void areScikitLearns() {
        assertThat(digits.images().type()).isEqualTo(new Type(DType.FLOAT32, Shape.of(1797, 64)));
        assertThat(digits.labels().type()).isEqualTo(new Type(DType.INT32, Shape.of(1797)));
        assertThat(digits.images().mul(16).to(DType.INT64).sum().itemLong()).isEqualTo(561_718);
        var count = new int[10];
        for (var label : digits.labels().toInts()) {
            count[label]++;
        }
        assertThat(count).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    }

    @Test
    void theFirstIsAZeroAndTheLastAnEight() {
        assertThat(digits.images().get(0).mul(16).to(DType.INT32).toInts())
                .startsWith(0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0)
                .endsWith(0, 0, 6, 13, 10, 0, 0, 0);
        assertThat(digits.images().get(-1).mul(16).to(DType.INT32).toInts()).endsWith(0, 1, 8, 12, 14, 12, 1, 0);
        assertThat(digits.labels().get(":10").toInts()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(digits.labels().get("-10:").toInts()).containsExactly(5, 4, 8, 8, 4, 9, 0, 8, 9, 8);
    }

    @Test
    void areFromZeroToOne() {
        assertThat(digits.images().min().item()).isZero();
        assertThat(digits.images().max().item()).isEqualTo(1);
    }
}
