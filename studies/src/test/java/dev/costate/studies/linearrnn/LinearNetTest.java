package dev.costate.studies.linearrnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.random.LegacyNumPy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearNetTest {
    @Test
    void statesFollowTheRecurrence() {
        var x = Tensor.of(new double[][] {{1, 0, 1}, {0, 1, 1}});

        var states = LinearNet.states(Weights.of(3, 2), x);

        // by hand: s_k = 3 x_k + 2 s_{k-1}
        assertThat(states.toArray()).isEqualTo(new double[][] {{0, 3, 6, 15}, {0, 0, 3, 9}});
    }

    @Test
    void theAnswerIsTheLastState() {
        var data = CountingData.draw(new LegacyNumPy(4), 6, 7);
        var w = Weights.of(0.7, -1.3);

        var answer = LinearNet.answer(w, data.x());

        assertThat(answer.identical(LinearNet.states(w, data.x()).get(":, -1"))).isTrue();
    }

    /// The losses are those of the document's functions under NumPy 2.4.
    @ParameterizedTest
    @CsvSource({"1.2, 1.2, 121.69493592812081", "-1.5, 2, 705217.135", "0.7, -0.9, 28.600722957423827", "1, 1, 0"})
    void lossIsThatOfTheDocument(double wx, double wRec, double loss) {
        var data = CountingData.draw(new LegacyNumPy(0), 50, 10);

        // both add 50 squares of sums of 10 terms, in orders of their own
        assertThat(LinearNet.loss(Weights.of(wx, wRec), data).item()).isCloseTo(loss, within(1e-13 * loss));
    }
}
