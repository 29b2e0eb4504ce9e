package dev.costate.studies.lstmcell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class BitSequencesTest {
    @Test
    void allAreThereOnce() {
        var bits = BitSequences.all(6);
        var seen = new HashSet<String>();
        for (int sequence = 0; sequence < 64; sequence++) {
            seen.add(bits.get("..., " + sequence).toString());
        }

        assertThat(bits.shape().dims()).containsExactly(6, 64);
        assertThat(seen).hasSize(64);
        assertThat(bits.get("..., 0").sum().item()).isZero();
    }

    @Test
    void answersAlternateWithinARun() {
        var bits = Tensor.of(new double[][] {{1}, {1}, {1}, {0}, {1}, {0}, {0}, {1}, {1}, {1}, {1}});

        assertThat(BitSequences.answers(bits).toDoubles()).containsExactly(1, -1, 1, 0, 1, 0, 0, 1, -1, 1, -1);
    }
}
