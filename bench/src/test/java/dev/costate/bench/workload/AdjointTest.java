package dev.costate.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import org.junit.jupiter.api.Test;

class AdjointTest {
    /// The document's function by hand: N=2, I=1, NT=3.
    @Test
    void theSmallCaseComesToWhatTheDocumentsFunctionGives() {
        var data = Data.NONE
                .with("n", 2)
                .with("samples", 1)
                .with("dt", 0.01)
                .with("w2", 0.1)
                .with("phi", Tensor.of(new double[][] {{.1, .2, .3}, {.4, .5, .6}}))
                .with("x", Tensor.of(new double[][] {{.6, .5, .4}, {.3, .2, .1}}))
                .with("v", Tensor.of(new double[][] {{1, 2}, {3, 4}}))
                .with("b", Tensor.of(1.0, -1.0));
        var gradients = Run.of(new Adjoint(), data);
        var v = new double[] {.00246128, .00268606, .00745878, .00615213};
        for (var i = 0; i < v.length; i++) {
            assertThat(gradients.get("gradV").toDoubles()[i]).isCloseTo(v[i], within(5e-9));
        }
        assertThat(gradients.get("gradB").toDoubles()[0]).isCloseTo(.004, within(1e-12));
        assertThat(gradients.get("gradB").toDoubles()[1]).isCloseTo(.008, within(1e-12));
    }
}
