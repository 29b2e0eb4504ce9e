package dev.costate.studies.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.random.LegacyNumPy;
import org.junit.jupiter.api.Test;

class DocumentGradientsTest {
    /// The small case, computed by the document's own Python to eight digits.
    @Test
    void reproducesTheDocumentsFunction() {
        DocumentGradients gradients = DocumentGradients.compute(
                new double[][] {{.1, .2, .3}, {.4, .5, .6}},
                new double[][] {{.6, .5, .4}, {.3, .2, .1}},
                new double[][] {{1, 2}, {3, 4}},
                new double[] {1, -1},
                2,
                1,
                3,
                Math::tanh,
                new double[] {0, .1},
                .01);
        assertThat(gradients.flat())
                .containsExactly(new double[] {.00246128, .00268606, .00745878, .00615213, .004, .008}, within(1e-8));
    }

    @Test
    void sumsTheBlocksOfTheSamples() {
        double[][] phi = {{1, 9}, {2, 9}, {3, 9}, {4, 9}};
        double[][] x = {{5, 9}, {6, 9}, {7, 9}, {8, 9}};
        DocumentGradients gradients = DocumentGradients.compute(
                phi, x, new double[2][2], new double[2], 2, 2, 2, s -> s, new double[] {0, 0}, 1);
        assertThat(gradients.flat()).containsExactly(5 + 21, 6 + 24, 10 + 28, 12 + 32, 4, 6);
    }

    /// The document's layout turns the study's arrays into the ones its function reads.
    @Test
    void stacksSamplesInBlocksWithTimeLast() {
        Tensor states = Tensor.of(new double[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {{9, 10}, {11, 12}}});
        assertThat(StackedLayout.stacked(states))
                .isDeepEqualTo(new double[][] {{1, 5, 9}, {2, 6, 10}, {3, 7, 11}, {4, 8, 12}});
    }

    @Test
    void theDemoHasTheMeansThatItsFormulaGives() {
        assertThat(DocumentDemo.EXPECTED_V).isCloseTo(0.0786, within(5e-5));
        assertThat(DocumentDemo.EXPECTED_B).isCloseTo(0.1805, within(1e-12));
        LegacyNumPy random = new LegacyNumPy(3);
        double v = 0;
        double b = 0;
        int runs = 2000;
        for (int i = 0; i < runs; i++) {
            DocumentDemo demo = DocumentDemo.draw(random);
            v += demo.meanV() / runs;
            b += demo.meanB() / runs;
        }
        // One run deviates by about .0045 and .0076; five standard errors of 2000 runs.
        assertThat(v).isCloseTo(DocumentDemo.EXPECTED_V, within(5e-4));
        assertThat(b).isCloseTo(DocumentDemo.EXPECTED_B, within(8.5e-4));
    }
}
