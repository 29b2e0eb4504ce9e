package dev.costate.studies.linearrnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.random.LegacyNumPy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackwardPassTest {
    /// The gradients are those of the document's functions, put right, under NumPy 2.4.
    @ParameterizedTest
    @CsvSource({
        "0, 50, 10,  1.2,  1.2,  296.86487219422804, 1779.3094548223507",
        "0, 50, 10, -1.5,  2,   -934892.94,          5698030.199999999",
        "0, 50, 10,  0.7, -0.9,  2.5322215962909325, -12.73088904083642",
        "0, 10, 10,  1.2,  1.2,  324.1934198749137,  2033.8818563991467",
        "1,  7,  3,  0.5, -1.5,  0.6607142857142856, -0.17857142857142858"
    })
    void gradientIsThatOfTheDocumentPutRight(
            long seed, int samples, int length, double wx, double wRec, double wxGradient, double wRecGradient) {
        var data = CountingData.draw(new LegacyNumPy(seed), samples, length);

        double[] gradient =
                BackwardPass.of(Weights.of(wx, wRec), data).gradient().toDoubles();

        double rounding = 1e-13 * Math.hypot(wxGradient, wRecGradient);
        assertThat(gradient[0]).isCloseTo(wxGradient, within(rounding));
        assertThat(gradient[1]).isCloseTo(wRecGradient, within(rounding));
    }

    @ParameterizedTest
    @CsvSource({"50, 10", "1, 1", "1, 9", "9, 1", "3, 50", "13, 2"})
    void equalsAutodiffAtRandomWeights(int samples, int length) {
        var random = new LegacyNumPy(7);
        for (int trial = 0; trial < 20; trial++) {
            var data = CountingData.draw(random, samples, length);
            var w = Weights.of(random.uniform(-2, 2), random.uniform(-2, 2));

            var byHand = BackwardPass.of(w, data).gradient();

            assertThat(byHand.relativeDistance(GradientCheck.autodiff(w, data)))
                    .as("at %s", w.text(17))
                    .isLessThan(1e-12);
        }
    }

    @Test
    void costatesArePowersOfTheRecurrentWeight() {
        var data = CountingData.draw(new LegacyNumPy(0), 4, 10);
        var w = Weights.of(1.2, 1.2);

        var costates = BackwardPass.of(w, data).costates();

        var ratio = costates.get(":, 0").div(costates.get(":, -1"));
        // 1.2^10 = 6.1917364224
        assertThat(ratio.toDoubles()).usingComparatorWithPrecision(1e-14).containsOnly(6.1917364224);
    }

    @Test
    void isExactlyZeroWhereTheNetCounts() {
        var data = CountingData.draw(new LegacyNumPy(3), 50, 30);

        var pass = BackwardPass.of(Weights.of(1, 1), data);

        // -2 times 0 is -0.0: compare the size
        assertThat(Tree.norm(pass.gradient()).item()).isZero();
        assertThat(pass.costates().abs().max().item()).isZero();
    }

    @Test
    void outputGradientIsThatOfEachSamplesSquare() {
        var gradient = BackwardPass.outputGradient(Tensor.of(3.0, 5.0), Tensor.of(4.0, 1.0));

        assertThat(gradient.toDoubles()).containsExactly(-2, 8);
    }
}
