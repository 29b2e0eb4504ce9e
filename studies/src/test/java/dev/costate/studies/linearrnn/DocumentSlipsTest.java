package dev.costate.studies.linearrnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.IndexException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.random.LegacyNumPy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers and outcomes are those of the document's program under NumPy 2.4, with one slip each and seed 0.
class DocumentSlipsTest {
    private final Weights w = Weights.of(1.2, 1.2);

    private static CountingData data(int samples, int length) {
        return CountingData.draw(new LegacyNumPy(0), samples, length);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 50})
    void aLoopOverMoreSamplesThanStepsLeavesTheArray(int samples) {
        assertThatThrownBy(() -> DocumentSlips.loopOverSamples(w, data(samples, 10)))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("index " + samples + " is outside axis 1 of f64[" + samples + ",11]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void aLoopOverFewerSamplesThanStepsGivesZero(int samples) {
        var pass = DocumentSlips.loopOverSamples(w, data(samples, 10));

        assertThat(pass.gradient().toDoubles()).containsExactly(0, 0);
        assertThat(pass.costates().get(":, :-1").toDoubles()).containsOnly(0);
        assertThat(pass.costates().get(":, -1").abs().min().item()).isPositive();
    }

    @Test
    void aLoopOverAsManySamplesAsStepsIsRightByLuck() {
        var data = data(10, 10);

        var pass = DocumentSlips.loopOverSamples(w, data);

        assertThat(pass.gradient().relativeDistance(BackwardPass.of(w, data).gradient()))
                .isLessThan(1e-15);
        assertThat(pass.costates().identical(BackwardPass.of(w, data).costates()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"50, 10", "11, 10", "1, 10", "2, 2", "3, 2", "1, 1"})
    void allRowsButTheLastDoNotFit(int samples, int length) {
        var data = data(samples, length);

        assertThatThrownBy(() -> DocumentSlips.allRowsButTheLast(w, data)).isInstanceOf(ShapeException.class);
        assertThat(NumPyErrors.allRowsButTheLast(data)).startsWith("ValueError: ");
    }

    @Test
    void allRowsButTheLastFitTwoSamplesOfLengthOne() {
        var data = data(2, 1);
        assertThat(data.target().toDoubles()).containsExactly(1, 1);

        var pass = DocumentSlips.allRowsButTheLast(w, data);

        assertThat(pass.gradient().toDoubles()).containsExactly(new double[] {-0.8, 0}, within(1e-15));
        assertThat(NumPyErrors.allRowsButTheLast(data)).isEqualTo(NumPyErrors.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 112.84797477683196, 1104.1013845043763", "2, 11957.711707607034, 17491.270253119208"})
    void aLeftoverGivesTheGradientOfOtherCostates(double leftover, double wxGradient, double wRecGradient) {
        double[] gradient = DocumentSlips.leftover(w, data(50, 10), Tensor.scalar(leftover))
                .gradient()
                .toDoubles();

        assertThat(gradient[0]).isCloseTo(wxGradient, within(1e-13 * wxGradient));
        assertThat(gradient[1]).isCloseTo(wRecGradient, within(1e-13 * wRecGradient));
    }

    @Test
    void aLeftoverEqualToTheWeightIsRightThere() {
        var data = data(50, 10);

        var pass = DocumentSlips.leftover(w, data, w.wRec());

        assertThat(pass.costates().identical(BackwardPass.of(w, data).costates()))
                .isTrue();
    }
}
