package dev.costate.studies.lstmcell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
    private static final Weights SOFT = new Weights(
            Gate.of(0.3, -0.2, 0.5), Gate.of(-0.7, 1.1, 0.1), Gate.of(0.9, 0.4, -0.3), Gate.of(1.3, -0.8, 0.2));

    /// The outputs are those of `torch.nn.LSTMCell` of PyTorch 2.13 in float64 with these weights.
    @Test
    void equalsPyTorchsCell() {
        var h = Cell.run(SOFT, Tensor.of(1.0, -0.5, 2.0)).h();

        assertThat(h.toDoubles()).containsExactly(GOLDEN, within(1e-14));
    }

    private static final double[] GOLDEN = {-0.20515831366656415, -0.041461149451395, -0.4340416721647569};

    @Test
    void cellsSideBySideDoNotMeet() {
        var bits = BitSequences.all(5);

        var together = Cell.run(SOFT, bits).h();

        for (int sequence : new int[] {0, 1, 13, 31}) {
            var column = "..., " + sequence;
            var alone = Cell.run(SOFT, bits.get(column)).h();
            assertThat(together.get(column).toDoubles()).containsExactly(alone.toDoubles());
        }
    }

    @Test
    void nothingPushedChangesNothing() {
        var bits = Tensor.of(1.0, 0.0, 1.0, 1.0);
        var none = new State(bits.mul(0), bits.mul(0));

        assertThat(Cell.runPushed(SOFT, bits, none)
                        .h()
                        .identical(Cell.run(SOFT, bits).h()))
                .isTrue();
    }

    /// The document's own rounding, and its functions in place of the gates.
    @ParameterizedTest
    @ValueSource(strings = {"001110", "11011", "1", "0", "1111111", "1001100111"})
    void theDocumentsFunctionsGiveTheSameAnswers(String text) {
        double[] bits = text.chars().mapToDouble(c -> c - '0').toArray();
        var real = Cell.rounded(Cell.run(Weights.DOCUMENT, Tensor.of(bits)).h()).toDoubles();
        var document = DocumentCell.steps(bits);

        for (int t = 0; t < bits.length; t++) {
            assertThat(document[t].rounded()).as("step %d of %s", t, text).isEqualTo(real[t] + 0.0);
        }
    }
}
