package dev.costate.studies.reluclassifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import org.junit.jupiter.api.Test;

class ReluNetTest {
    private final ReluNet net = ReluNet.DOCUMENT;

    @Test
    void manyInputsGiveWhatEachGivesAlone() {
        var points = Tensor.of(new double[][][] {{{3, 14}, {0, 0}}, {{-2.5, 0.5}, {1, -7}}});

        var outputs = net.output(points, 0.7);

        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                var alone = net.output(points.get(i, j), 0.7);
                assertThat(outputs.get(i, j).toDoubles()).containsExactly(alone.toDoubles());
            }
        }
    }

    @Test
    void marginIsTheLogarithmOfTheOdds() {
        var x = Tensor.of(-1.7, 2.6);
        var output = net.output(x, 1).toDoubles();

        assertThat(net.margin(x).item()).isCloseTo(Math.log(output[0] / output[1]), within(1e-14));
    }

    @Test
    void theDocumentsSoftmaxIsRightForOneInputOfModestSize() {
        var scores = Tensor.of(-2.0, 0.0, 4.0);

        assertThat(NaiveSoftmax.of(scores).toDoubles())
                .containsExactly(scores.softmax(0).toDoubles(), within(1e-16));
    }
}
